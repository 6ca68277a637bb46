"""The shape of a reminder as a member types it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from community.accounts.forms import zone_choices
from community.core.when import TIMES
from community.reminders.models import FIRST_DATE, LAST_DATE, LONGEST_INTERVAL, Reminder
from community.reminders.schedule import Schedule, Unit, next_due

no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", _("Remove the invisible control characters."), inverse_match=True
)


class DateBoxes(forms.MultiWidget):
    """Day, month and year as three plain boxes: easier to type, dictate and correct than a calendar."""

    template_name = "reminders/_reminder_date.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs=number) for part in ("day", "month", "year")})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


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


class ReminderForm(forms.Form):
    """`cleaned_data` holds `title`, `note` and the finished `schedule`; `now` tells whether anything is left of it."""

    title = forms.CharField(
        label=_("What is it?"),
        help_text=_("Only you see this. E-mails never show it."),
        max_length=120,
        validators=[no_control_characters],
        error_messages={"required": _("Enter a few words, so that you know what to do.")},
    )
    unit = forms.ChoiceField(
        label=_("How often?"),
        choices=Unit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )
    interval = forms.IntegerField(
        label=_("How many days, weeks or months from one to the next?"),
        help_text=_("1 for every week, 12 for every 12 weeks. Leave it empty for a reminder that comes once."),
        required=False,
        min_value=1,
        max_value=LONGEST_INTERVAL,
        widget=forms.TextInput(attrs={"class": "reminder-short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    starts_on = DateInBoxes(label=_("First date"), help_text=_("Day, month and year, for example 27 3 2027."))
    local_time = forms.TimeField(
        label=_("Time"),
        help_text=_("Hours and minutes, for example 09:00 or 14:30."),
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "reminder-short", "autocomplete": "off"}),
        error_messages={"required": _("Enter a time."), "invalid": _("Enter a time such as 09:00 or 14:30.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("The reminder keeps this time, summer and winter."),
        choices=zone_choices,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For yourself, for example what to bring or to ask."),
        required=False,
        max_length=2000,
        validators=[no_control_characters],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: datetime, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        self.now = now

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("unit") == Unit.ONCE:
            self.errors.pop("interval", None)
            cleaned["interval"] = 1
        elif cleaned.get("unit") and cleaned.get("interval") is None and "interval" not in self.errors:
            self.add_error("interval", _("Enter how many: 1 for each, 2 for every second, and so on."))
        if not self.errors:
            cleaned["schedule"] = self.schedule_ahead()
        return cleaned

    def schedule_ahead(self) -> Schedule:
        fields = ("starts_on", "local_time", "time_zone", "unit", "interval")
        schedule = Schedule(**{field: self.cleaned_data[field] for field in fields})
        if next_due(schedule, after=self.now) is None:
            self.add_error("starts_on", _("This moment has passed. Choose a later date or time."))
        return schedule


class ProposalForm(forms.Form):
    """What a link to the form may fill in: `?title=…&date=2027-03-27&path=/posts/12/`."""

    title = forms.CharField(max_length=120, required=False, validators=[no_control_characters])
    date = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
    path = forms.RegexField(r"\A(/[\w-]+)+/\Z", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The day as the reminder's form calls it."""
        day = self.cleaned_data.pop("date", None)
        if day and FIRST_DATE <= day <= LAST_DATE:
            self.cleaned_data["starts_on"] = day
        return self.cleaned_data


def initial_of(reminder: Reminder) -> dict[str, object]:
    fields = ("title", "note", "starts_on", "local_time", "time_zone", "unit")
    initial = {field: getattr(reminder, field) for field in fields}
    return initial if reminder.unit == Unit.ONCE else {**initial, "interval": reminder.interval}
