"""allauth's forms for passkeys, in our words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

DID_NOT_FIT = _("The passkey did not fit. Try once more, or use another way.")
NAME_LENGTH = 60
BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


@contextmanager
def taken_apart() -> Iterator[None]:
    """Anybody may send anything. json, fido2 and allauth take it apart, and expect only some of what can be wrong."""
    try:
        yield
    except BROKEN as problem:
        raise ValidationError(DID_NOT_FIT) from problem


class CredentialField(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        with taken_apart():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """It is good once, so no page shows it again."""
        return initial


class Credential(forms.Form):
    """What a browser sends of a passkey; whatever is wrong with it, there is one thing to say."""

    credential = CredentialField(
        widget=forms.HiddenInput, error_messages={"required": DID_NOT_FIT, "invalid": DID_NOT_FIT}
    )

    def clean(self) -> Any:
        with taken_apart():
            return super().clean()

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", "") == "incorrect_code":
            error = ValidationError(DID_NOT_FIT)
        super().add_error(field, error)


class Shown(Credential):
    """One that was made before."""

    def clean_credential(self) -> Any:
        with taken_apart():
            return super().clean_credential()  # type: ignore[misc]


class AddForm(Credential, passkeys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_how_it_is_called(self.fields["name"])
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("I want to sign in with it alone, without my password"), True
        alone.help_text = _("Your device then asks for its PIN, your finger or your face. None of that reaches us.")

    def clean(self) -> Any:
        """Also what the list of passkeys will ask it, so that no page of its owner breaks."""
        cleaned = super().clean()
        with taken_apart():
            _is_alone = WebAuthn(Authenticator(data=cleaned)).is_passwordless
        return cleaned


class RenameForm(passkeys.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_how_it_is_called(self.fields["name"])
        self.fields["name"].error_messages["required"] = _("Give it a name.")


class SecondStepForm(Shown, passkeys.AuthenticateWebAuthnForm):
    pass


class SignInForm(Shown, passkeys.LoginWebAuthnForm):
    pass


class ConfirmForm(Shown, passkeys.ReauthenticateWebAuthnForm):
    pass


def say_how_it_is_called(field: forms.Field) -> None:
    field.label, field.help_text = _("Name of the passkey"), _("So that you know it again, such as “My phone”.")
    field.widget.attrs["maxlength"] = NAME_LENGTH
    field.validators.append(MaxLengthValidator(NAME_LENGTH))
