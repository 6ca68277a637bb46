"""The question for the day of birth. Nothing in it says which answers are good."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.core.forms import DateBoxes

OLDEST = 120  # years: somebody older than anybody ever was has mistyped the year


class BirthField(forms.Field):
    widget = DateBoxes(filled_in="bday")
    default_error_messages = {
        "required": _("Enter your date of birth."),
        "incomplete": _("Enter a day, a month and a year."),
        "numbers": _("Write day, month and year in numbers, for example 27 3 1964."),
        "year": _("Write the year with four digits, for example 1964."),
        "no_day": _("There is no such day. Check the day and the month."),
        "future": _("This day has not come yet. Check the year."),
        "old": _("This is more than 120 years ago. Check the year."),
    }

    def to_python(self, value: Any) -> date | None:
        parts = [(part or "").strip() for part in value]
        if not any(parts):
            return None
        if not all(parts):
            raise self.wrong("incomplete")
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise self.wrong("numbers")
        return self.as_date(*parts)

    def as_date(self, day: str, month: str, year: str) -> date:
        if len(year) != 4:
            raise self.wrong("year")
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            raise self.wrong("no_day") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value is not None and value > today:
            raise self.wrong("future")
        if value is not None and today.year - value.year > OLDEST:
            raise self.wrong("old")

    def wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code)


class BirthForm(forms.Form):
    birth = BirthField(
        label=_("What is your date of birth?"),
        help_text=_("Day, month and year, for example 27 3 1964. We look at it once and do not store it."),
    )
