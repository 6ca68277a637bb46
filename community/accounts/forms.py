"""The shape of what members tell us about themselves, and allauth's forms in our words."""

import zoneinfo
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.templatekit import get_entrance_context_data
from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from community.accounts.approving.door import waiting_at
from community.accounts.content_notes import LABELS, ContentNote
from community.accounts.drawings import Drawing
from community.accounts.inviting.door import come_in, step_back
from community.accounts.models import User
from community.accounts.naming.actions import NameTaken
from community.accounts.naming.free import is_free
from community.accounts.naming.lookalikes import is_of_one_alphabet, skeleton


def zone_choices() -> list[tuple[str, str]]:
    """Zones people live in (Area/Place), with UTC first."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class TimeZoneForm(forms.Form):
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Reminders and meeting times follow it, summer and winter."),
        choices=zone_choices,
    )


class SettingsForm(TimeZoneForm):
    """The language is asked for where there is more than one."""

    language = forms.ChoiceField(
        label=_("Your language"),
        help_text=_("Pages and mails for you are in it. What members write stays as they wrote it."),
        choices=lambda: settings.LANGUAGES,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]


class ContentNotesForm(forms.Form):
    """One question for each note of the site's list."""

    SHOW, FOLD, LEAVE_OUT = "show", "fold", "leave_out"
    CHOICES = [
        (SHOW, _("Show it like everything else")),
        (FOLD, _("Fold it away until I open it")),
        (LEAVE_OUT, _("Leave it out: no page, list, search, notification or mail")),
    ]

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note, words in LABELS.items():
            self.fields[self.name_of(note)] = forms.ChoiceField(
                label=words, choices=self.CHOICES, widget=forms.RadioSelect, initial=self.choice_of(member, note)
            )

    @staticmethod
    def name_of(note: ContentNote) -> str:
        return str(note.name).lower()

    @classmethod
    def choice_of(cls, member: User, note: ContentNote) -> str:
        if member.notes_left_out & note:
            return cls.LEAVE_OUT
        return cls.SHOW if member.notes_shown & note else cls.FOLD

    def notes_with(self, choice: str) -> int:
        return sum(note for note in LABELS if self.cleaned_data[self.name_of(note)] == choice)


class PictureForm(forms.Form):
    """A drawing that was shown, or none."""

    LETTER = "letter"

    drawing = forms.ChoiceField(error_messages={"required": _("Choose a picture, or the first letter of your name.")})

    def __init__(self, *args: Any, drawings: list[Drawing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(str(one.number), one.in_words) for one in drawings]
        self.fields["drawing"].choices = [*shown, (self.LETTER, _("The first letter of my name"))]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int | None:
        drawing = self.cleaned_data["drawing"]
        return None if drawing == self.LETTER else int(drawing)


def is_readable(name: str) -> None:
    if not is_of_one_alphabet(name):
        raise forms.ValidationError(_("Use letters of one alphabet, so that nobody takes the name for another."))
    if not any(sign.isalpha() for sign in name):
        raise forms.ValidationError(_("Use at least one letter."))


pseudonym_validators = [
    RegexValidator(
        r"^[\w.+-]+\Z",
        _("Use letters and numbers, without spaces. A dot, hyphen or underscore may stand between them."),
    ),
    is_readable,
]
IN_THE_ADDRESS = _("This is what stands in your e-mail address, which may tell who you are. Choose another.")
EMAIL_SHAPE = _("Enter an e-mail address like name@example.org.")


class SignupForm(allauth_forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email, password = self.fields["username"], self.fields["email"], self.fields["password1"]
        name.help_text = _(
            "Everybody here sees it. Not your real name, nor what stands in your e-mail address. Letters and numbers, "
            "without spaces."
        )
        name.error_messages["required"] = _("Choose a pseudonym.")
        say_how_an_address_looks(email)
        password.help_text = _("At least 8 characters. Three words in a row are good.")
        password.error_messages["required"] = _("Choose a password.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if is_in_address(cleaned.get("username", ""), cleaned.get("email", "")):
            self.add_error("username", IN_THE_ADDRESS)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Not where the invitation was used up, or the name taken, between the last look and now."""
        if not come_in(request):
            vars(request)["needs_invitation"] = True
            return None, render(request, "account/signup_closed.html")
        try:
            return super().try_save(request)
        except NameTaken:
            step_back(request)
            self.add_error("username", get_adapter().error_messages["username_taken"])
            context = {"form": self, **get_entrance_context_data(request)}
            return None, render(request, "account/signup.html", context)


class NameForm(forms.Form):
    """Another name, by the same rules as the first one."""

    name = forms.CharField(
        label=_("Your new name"),
        help_text=_("Letters and numbers, without spaces. Not your real name, nor what stands in your e-mail address."),
        max_length=150,
        min_length=3,
        error_messages={"required": _("Write the name that you want.")},
    )

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_name(self) -> str:
        adapter = get_adapter()
        name: str = adapter.clean_username(self.cleaned_data["name"], shallow=True)
        if is_in_address(name, self.member.email):
            raise forms.ValidationError(IN_THE_ADDRESS)
        if not is_free(name, member=self.member):
            raise adapter.validation_error("username_taken")
        return name

    def say_it_is_taken(self) -> None:
        """Somebody was faster."""
        self.add_error("name", get_adapter().error_messages["username_taken"])


def is_in_address(name: str, email: str) -> bool:
    """Before the @, whatever stands between the letters."""
    return bool(name and email) and skeleton(name) == skeleton(email.partition("@")[0].partition("+")[0])


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages["required"] = _("Enter your pseudonym or e-mail address.")
        self.fields["password"].error_messages["required"] = _("Enter your password.")


class RequestCodeForm(allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        say_how_an_address_looks(self.fields["email"])

    def clean_email(self) -> str:
        """Whoever waits for the team shows who they are in this way too."""
        email: str = super().clean_email()
        self._user: Any = getattr(self, "_user", None) or next(iter(waiting_at(email)), None)
        return email


class CodeThatEnds:
    """Before the code itself is looked at: whoever comes too late does not hear that it is wrong."""

    def __init__(self, *args: Any, is_over: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_over = is_over

    def clean_code(self) -> str:
        if self.is_over:
            raise forms.ValidationError(_("This code was good for ten minutes, and they are over. Ask for a new one."))
        return str(super().clean_code())  # type: ignore[misc]


class LoginCodeForm(CodeThatEnds, allauth_forms.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(CodeThatEnds, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users: Any = getattr(self, "users", []) or waiting_at(email)
        return email


def say_how_an_address_looks(field: Any) -> None:
    field.error_messages |= {"required": _("Enter your e-mail address."), "invalid": EMAIL_SHAPE}
    for validator in field.validators:
        validator.message = EMAIL_SHAPE
