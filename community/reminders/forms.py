"""The shape of a reminder as a member types it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from community.accounts.forms import zone_choices
from community.carers.forms import HelpingForm
from community.core.forms import clean_line, has_something_to_see
from community.core.when import TIMES, DayField
from community.reminders.fields import DateInBoxes, DatesField, MonthDaysField, TimesField
from community.reminders.kinds import Kind
from community.reminders.models import (
    FIRST_DATE,
    HIGHEST_COUNT,
    LAST_DATE,
    LONGEST_INTERVAL,
    MOST_LEFT_OUT,
    MOST_TIMES_A_DAY,
    REPEATS,
    Reminder,
)
from community.reminders.schedule import AFTER_ANSWER, Schedule, Unit, has_moments, next_due

RULE_FINER = ("weekdays", "month_days", "more_times", "until", "count", "left_out")
FINER = (*RULE_FINER, "repeat_minutes", "title_in_mail")  # folded away until somebody wants them
WORDS = ("title", "note", "kind", "repeat_minutes", "title_in_mail")
RULE = ("starts_on", "local_time", "time_zone", "unit", "interval", *RULE_FINER)

no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", _("Remove the invisible control characters."), inverse_match=True
)


class ReminderForm(HelpingForm):
    """`cleaned_data` holds `title`, `note` and the finished `schedule`; `now` tells whether anything is left of it."""

    title = forms.CharField(
        label=_("What is it?"),
        help_text=_("Only you see this. E-mails do not show it, unless you ask for that below."),
        max_length=120,
        validators=[no_control_characters],
        error_messages={"required": _("Enter a few words, so that you know what to do.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind is it?"),
        help_text=_("Treatments, appointments and medicines also come on a bad day. The others then wait."),
        choices=Kind.choices,
        initial=Kind.OWN,
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("How often?"),
        choices=Unit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )
    interval = forms.IntegerField(
        label=_("How many hours, days, weeks or months from one to the next?"),
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
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which weekdays?"),
        help_text=_("For “every week”. Without a tick it is the weekday of the first date."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    month_days = MonthDaysField(
        label=_("On which days of the month?"),
        help_text=_("For “every month”, for example 1, 15, last. Left empty it is the day of the first date."),
        most=31,
    )
    more_times = TimesField(
        label=_("More times on the same day"),
        help_text=_("For example 13:00, 21:00."),
        most=MOST_TIMES_A_DAY - 1,
    )
    until = DayField(
        label=_("Last day"),
        help_text=_("For example 27.3.2028. Left empty it goes on until you end it."),
        required=False,
    )
    count = forms.IntegerField(
        label=_("How many times in all?"),
        help_text=_("Left empty it goes on until you end it."),
        required=False,
        min_value=1,
        max_value=HIGHEST_COUNT,
        widget=forms.TextInput(attrs={"class": "reminder-short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    left_out = DatesField(
        label=_("Days to leave out"),
        help_text=_("For example 24.12.2027, 31.12.2027."),
        most=MOST_LEFT_OUT,
    )
    repeat_minutes = forms.TypedChoiceField(
        label=_("Tell me again until I answer?"),
        help_text=_("At most three times, and no longer than until the next one."),
        choices=[("", _("No, once is enough")), *REPEATS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    title_in_mail = forms.BooleanField(
        label=_("Show my own words in the mail"),
        help_text=_(
            "What you wrote under “What is it?” then stands in the mails of this reminder, and whoever can read your "
            "mailbox can read it. Your note never does."
        ),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For yourself, for example what to bring or to ask."),
        required=False,
        max_length=2000,
        validators=[no_control_characters],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        now: datetime,
        initial: dict[str, object],
        has_rung: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.now, self.has_rung = now, has_rung

    def clean_title(self) -> str:
        title = clean_line(self.cleaned_data["title"])
        has_something_to_see(title)
        return title

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.OWN

    def clean(self) -> dict[str, Any]:
        cleaned, unit = self.cleaned_data, self.cleaned_data.get("unit")
        if unit == Unit.ONCE:
            self.errors.pop("interval", None)
            cleaned["interval"] = 1
        elif unit and cleaned.get("interval") is None and "interval" not in self.errors:
            self.add_error("interval", _("Enter how many: 1 for each, 2 for every second, and so on."))
        for field, words in self.at_odds(cleaned):
            self.add_error(field, words)
        if not self.errors:
            cleaned["schedule"] = self.schedule_ahead()
        return cleaned

    def at_odds(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """What was typed in one field and goes with nothing that was chosen in another."""
        unit, starts_on = cleaned.get("unit"), cleaned.get("starts_on")
        if unit and unit != Unit.WEEKS and cleaned.get("weekdays"):
            yield "weekdays", _("Weekdays go with “every week”. Choose that above, or take the ticks away.")
        if unit and unit != Unit.MONTHS and cleaned.get("month_days"):
            yield "month_days", _("Days of the month go with “every month”. Choose that above, or leave this empty.")
        if cleaned.get("until") and starts_on and cleaned["until"] < starts_on:
            yield "until", _("The last day is before the first date. Choose a later one, or leave it empty.")
        for field in ("more_times", "until", "count", "left_out"):
            if unit == Unit.ONCE and cleaned.get(field):
                yield field, _("A reminder that comes once does without this. Leave it empty.")
            if unit in AFTER_ANSWER and field != "until" and cleaned.get(field):
                yield field, _("A reminder that is counted from your answer does without this. Leave it empty.")

    def schedule_ahead(self) -> Schedule:
        typed = {field: self.cleaned_data[field] for field in RULE}
        schedule = Schedule(**typed | {"weekdays": tuple(typed["weekdays"])})
        if not has_moments(schedule):
            self.add_error(
                "left_out" if schedule.left_out else "until", _("With this, no day is left on which it comes.")
            )
        elif next_due(schedule, after=self.now) is None and not (schedule.waits_for_answer and self.has_rung):
            self.add_error("starts_on", _("This moment has passed. Choose a later date or time."))
        return schedule

    @property
    def finer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FINER]

    @property
    def finer_is_open(self) -> bool:
        """Nothing that is wrong or set hides behind a fold."""
        return any(self.errors.get(name) or self[name].value() for name in FINER)


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
    rule = {field: getattr(reminder.schedule, field) for field in RULE}
    initial = {field: getattr(reminder, field) for field in WORDS} | rule
    return initial | ({"interval": None} if reminder.unit == Unit.ONCE else {})
