"""A day and a time, typed the way people write them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"]
TIMES = [
    "%H:%M",
    "%H.%M",
    "%H",
    "%H%M",  # in this order: "10" is no 1:00
    "%I:%M %p",
    "%I:%M%p",
    "%I%p",
    "%I %p",
]


# Days at the ends of the calendar have no day before or after them, and no moment in some time zones.
_YEARS = _("Write a year between 1900 and 2199.")
IN_RANGE: list[Callable[[date], None]] = [
    MinValueValidator(date(1900, 1, 1), _YEARS),
    MaxValueValidator(date(2199, 12, 31), _YEARS),
]


def in_numbers(day: str) -> str:
    """ "29 11 2026" for "29 de noviembre de 2026": with months by their names in the language of the page."""
    months = {str(name).lower(): str(number) for number, name in MONTHS.items()}
    words = day.lower().split()
    return " ".join(months.get(word, word) for word in words if word not in ("of", "de")) or " ".join(words)


class DayField(forms.DateField):
    """One line: easier to type, dictate and correct than a calendar."""

    default_validators = IN_RANGE

    def __init__(self, **kwargs: Any) -> None:
        words = {"invalid": _("Write the day as day, month and year, for example 27.3.2027.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"})
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(in_numbers(value) if isinstance(value, str) else value)


class CalendarDayField(forms.DateField):
    """A day to choose in the browser's calendar, for lists that a volunteer narrows down."""

    default_validators = IN_RANGE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class ClockField(forms.TimeField):
    """Hours and minutes, on a clock of 24 or of 12 hours."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": _("Enter a time."), "invalid": _("Enter a time such as 09:00 or 14:30.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
        super().__init__(input_formats=TIMES, widget=widget, **kwargs)
