"""Days, times and lists of them, typed the way people write them."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.core.forms import DateBoxes
from community.core.when import DAYS, TIMES, in_numbers
from community.reminders.models import FIRST_DATE, LAST_DATE
from community.reminders.schedule import LAST_DAY

# Whoever reads another language may type the English words all the same.
LAST = pgettext_lazy("a day of a month", "last")
LAST_WORDS = (LAST, _("the last day"), "last", "last day", "the last day")


class DateInBoxes(forms.Field):
    widget = DateBoxes
    default_error_messages = {
        "required": _("Enter the first date."),
        "incomplete": _("Enter a day, a month and a year."),
        "invalid": _("There is no such day. Write it in numbers, for example 27 3 2027."),
        "range": _("The year must be between %(first)s and %(last)s."),
    }

    def to_python(self, value: Any) -> date | None:
        parts = [(part or "").strip() for part in value]
        if not all(parts):
            if any(parts):
                raise ValidationError(self.error_messages["incomplete"], "incomplete")
            return None
        return self.within_range(self.as_date(*parts))

    def as_date(self, day: str, month: str, year: str) -> date:
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], "invalid") from None

    def within_range(self, day: date) -> date:
        if not FIRST_DATE <= day <= LAST_DATE:
            years = {"first": FIRST_DATE.year, "last": LAST_DATE.year}
            raise ValidationError(self.error_messages["range"], "range", years)
        return day


class ListField(forms.CharField):
    """Several of a kind in one box, with commas or line breaks between them; what is typed stays typed."""

    most: int

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        words = {"most": _("These are too many. There is room for %(most)s.")}
        super().__init__(required=False, error_messages=words | kwargs.pop("error_messages", {}), **kwargs)

    def to_python(self, value: Any) -> Any:
        parts = {" ".join(part.split()) for part in re.split(r"[,;\n]", super().to_python(value) or "")} - {""}
        if len(parts) > self.most:  # before they are read: that takes a while for each
            raise ValidationError(self.error_messages["most"], "most", {"most": self.most})
        return tuple(sorted({self.one(part) for part in parts}))

    def validate(self, value: Any) -> None:
        """Each part was looked at by itself."""

    def run_validators(self, value: Any) -> None:
        """The same."""

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else ", ".join(self.in_words(part) for part in value)

    def one(self, part: str) -> Any:
        raise NotImplementedError

    def in_words(self, part: Any) -> str:
        raise NotImplementedError


class TimesField(ListField):
    default_error_messages = {"invalid": _("Enter times such as 13:00, 21:00. This is none: %(part)s")}

    def one(self, part: str) -> time:
        for shape in TIMES:
            if (found := read(part, shape)) is not None:
                return found.time()
        raise ValidationError(self.error_messages["invalid"], "invalid", {"part": part[:40]})

    def in_words(self, part: time) -> str:
        return f"{part:%H:%M}"


class MonthDaysField(ListField):
    default_error_messages = {
        "invalid": _("Enter days from 1 to 31, or the word last, for example 1, 15, last. This is none: %(part)s")
    }

    def one(self, part: str) -> int:
        if part.lower() in {str(word).lower() for word in LAST_WORDS}:
            return LAST_DAY
        if re.fullmatch(r"[0-9]{1,2}", part) and 1 <= int(part) <= 31:
            return int(part)
        raise ValidationError(self.error_messages["invalid"], "invalid", {"part": part[:40]})

    def in_words(self, part: int) -> str:
        return str(LAST) if part == LAST_DAY else str(part)


class DatesField(ListField):
    default_error_messages = {
        "invalid": _("Write each day as day, month and year, for example 27.3.2027. There is no such day: %(part)s")
    }

    def one(self, part: str) -> date:
        for shape in DAYS:
            if (found := read(in_numbers(part), shape)) is not None and FIRST_DATE <= found.date() <= LAST_DATE:
                return found.date()
        raise ValidationError(self.error_messages["invalid"], "invalid", {"part": part[:40]})

    def in_words(self, part: date) -> str:
        return f"{part:%d.%m.%Y}"


def read(text: str, shape: str) -> datetime | None:
    try:
        return datetime.strptime(text, shape)  # noqa: DTZ007 a wall clock, in the zone of the reminder
    except ValueError:
        return None
