"""allauth's forms for the second step, in our words; each code is good once."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.accounts.factors import FactorAdapter

DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class ActivateForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], label=_("The six digits that the app shows now"))

    def clean_code(self) -> str:
        """There are no recovery codes yet."""
        try:
            return str(super().clean_code())
        except ValidationError as problem:
            if problem.code != "incorrect_code":
                raise
            raise ValidationError(_("That is not the code. Wait for the next one and enter it.")) from problem


class CodeOnce(base_forms.BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], label=_("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        """A code of the app is accepted for a minute and a half (MFA_TOTP_TOLERANCE), and allauth remembers only for
        half a minute that it was used."""
        code = str(super().clean_code())
        if self.authenticator.type == Authenticator.Type.TOTP and not self.is_first_use(code):
            raise FactorAdapter().validation_error("incorrect_code")
        return code

    def is_first_use(self, code: str) -> bool:
        lasts = 30 * (2 * app_settings.TOTP_TOLERANCE + 1)
        return cache.add(f"code-used:{self.user.pk}:{normalize_user_code(code)}", True, timeout=lasts)


class AuthenticateForm(CodeOnce, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(CodeOnce, base_forms.ReauthenticateForm):
    pass


def say(field: forms.Field, *, label: Any) -> None:
    field.label, field.widget.attrs = label, dict(DIGITS)
    field.error_messages["required"] = _("Enter the code.")
