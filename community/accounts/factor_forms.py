"""allauth's forms for the second step, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.recovery_codes import as_kept, keep_hashes

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
            raise ValidationError(
                _("That is not the code. Each is good for half a minute: wait for the next one and enter it.")
            ) from problem


class EitherCode(base_forms.BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], label=_("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        """Recovery codes are kept as hashes, and to look for one is costly: a closed step does not."""
        if is_closed(self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        typed = self.cleaned_data["code"]
        self.cleaned_data["code"] = as_kept(self.user, typed)
        code = str(super().clean_code())
        keep_hashes(self.authenticator)
        return code


class AuthenticateForm(EitherCode, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(EitherCode, base_forms.ReauthenticateForm):
    pass


def is_closed(member: User) -> bool:
    """After the wrong tries that allauth counts, under this key, when it looks at a code itself."""
    key = f"mfa-auth-user-{member.pk}"
    return not ratelimit.consume(context.request, action="login_failed", key=key, dry_run=True)


def say(field: forms.Field, *, label: Any) -> None:
    field.label, field.widget.attrs = label, dict(DIGITS)
    field.error_messages["required"] = _("Enter the code.")
