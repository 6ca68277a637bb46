"""allauth's forms for passkeys, in our words."""

from typing import Any

from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DID_NOT_FIT = _("The passkey did not fit. Try once more, or use another way.")
NAME_LENGTH = 60


class Credential(forms.Form):
    """What a browser sends of a passkey; whatever is wrong with it, there is one thing to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": DID_NOT_FIT, "invalid": DID_NOT_FIT}

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", "") == "incorrect_code":
            error = ValidationError(DID_NOT_FIT)
        super().add_error(field, error)


class AddForm(Credential, passkeys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_how_it_is_called(self.fields["name"])
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("I want to sign in with it alone, without my password"), True
        alone.help_text = _("Your device then asks for its PIN, your finger or your face. None of that reaches us.")


class RenameForm(passkeys.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_how_it_is_called(self.fields["name"])
        self.fields["name"].error_messages["required"] = _("Give it a name.")


class SecondStepForm(Credential, passkeys.AuthenticateWebAuthnForm):
    pass


class SignInForm(Credential, passkeys.LoginWebAuthnForm):
    pass


class ConfirmForm(Credential, passkeys.ReauthenticateWebAuthnForm):
    pass


def say_how_it_is_called(field: forms.Field) -> None:
    field.label, field.help_text = _("Name of the passkey"), _("So that you know it again, such as “My phone”.")
    field.max_length = field.widget.attrs["maxlength"] = NAME_LENGTH  # type: ignore[attr-defined]
