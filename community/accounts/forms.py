"""The shape of what members tell us about themselves, and allauth's forms in our words."""

import zoneinfo
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from community.accounts.content_notes import LABELS, ContentNote
from community.accounts.models import User


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


pseudonym_validators = [
    RegexValidator(
        r"^[\w.+-]+\Z",
        _("Use letters and numbers, without spaces. A dot, hyphen or underscore may stand between them."),
    )
]
EMAIL_SHAPE = _("Enter an e-mail address like name@example.org.")


class SignupForm(allauth_forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email, password = self.fields["username"], self.fields["email"], self.fields["password1"]
        name.help_text = _("Everybody here sees it. Not your real name; letters and numbers, without spaces.")
        name.error_messages["required"] = _("Choose a pseudonym.")
        say_how_an_address_looks(email)
        password.help_text = _("At least 8 characters. Three words in a row are good.")
        password.error_messages["required"] = _("Choose a password.")


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


def say_how_an_address_looks(field: Any) -> None:
    field.error_messages |= {"required": _("Enter your e-mail address."), "invalid": EMAIL_SHAPE}
    for validator in field.validators:
        validator.message = EMAIL_SHAPE
