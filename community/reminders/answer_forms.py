"""What a member says to one moment: later, skipped because, or done at another time; and where the next one goes."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from community.core.forms import LineField
from community.core.wall_clock import moment_of
from community.core.when import ClockField, DayField
from community.reminders.models import Occurrence

EVENING, MORNING = time(19), time(9)
PAST = _("This moment has passed. Choose a later one.")
IS_ANOTHER = _("The next one is another now: it has come, or was moved, in the meantime. Look at it once more.")
LONGEST_AHEAD = timedelta(days=366)


class MomentForm(forms.Form):
    """A day and a time on the clock of `zone`; `cleaned_data["moment"]` is the moment."""

    day = DayField(label=_("Day"), error_messages={"required": _("Enter a day.")})
    clock = ClockField(label=_("Time"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.zone, self.now = zone, now

    def typed_moment(self) -> datetime | None:
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day is None or clock is None:
            return None
        if abs(day - self.now.date()) > LONGEST_AHEAD:
            self.add_error("day", _("Choose a day within a year from now."))
            return None
        return moment_of(datetime.combine(day, clock), self.zone)


READY_MADE = {
    "minutes": _("In 10 minutes"),
    "hour": _("In 1 hour"),
    "evening": _("This evening at 19:00"),
    "tomorrow": _("Tomorrow at 09:00"),
}


def ready_made(when: str, *, zone: ZoneInfo, now: datetime) -> datetime:
    if when in ("minutes", "hour"):
        return now + (timedelta(minutes=10) if when == "minutes" else timedelta(hours=1))
    today = now.astimezone(zone).date()
    if when == "evening":
        return moment_of(datetime.combine(today, EVENING), zone)
    return moment_of(datetime.combine(today + timedelta(days=1), MORNING), zone)


class LaterForm(MomentForm):
    """`cleaned_data["moment"]`: when it is to come again."""

    when = forms.ChoiceField(
        label=_("When shall it come again?"),
        choices=[*READY_MADE.items(), ("pick", _("At this day and time:"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it shall come again.")},
    )
    field_order = ["when", "day", "clock"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = self.fields["clock"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if (when := cleaned.get("when")) != "pick":
            for field in ("day", "clock"):
                self.errors.pop(field, None)
            if when:
                cleaned["moment"] = ready_made(when, zone=self.zone, now=self.now)
        elif not self.errors:
            for field, words in (("day", _("Enter a day.")), ("clock", _("Enter a time."))):
                if cleaned.get(field) is None:
                    self.add_error(field, words)
            cleaned["moment"] = self.typed_moment()
        if (moment := cleaned.get("moment")) and moment <= self.now:
            self.add_error("clock" if when == "pick" else "when", PAST)
        return cleaned


class SkipForm(forms.Form):
    reason = LineField(label=_("Why?"), help_text=_("For yourself. Only you see it."), required=False, max_length=200)


class CorrectionForm(MomentForm):
    answer = forms.ChoiceField(label=_("What was it?"), choices=Occurrence.Answer.choices, widget=forms.RadioSelect)
    reason = LineField(label=_("A word about it"), required=False, max_length=200)
    field_order = ["answer", "day", "clock", "reason"]

    def __init__(self, *args: Any, due_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_at = due_at

    def clean(self) -> dict[str, Any]:
        moment = self.typed_moment()
        if moment and moment > self.now:
            self.add_error("clock", _("This moment is still to come. Enter when it was."))
        if moment and moment < self.due_at - timedelta(days=1):
            self.add_error("day", _("This is more than a day before it was due."))
        return self.cleaned_data | {"moment": moment}


class MoveForm(MomentForm):
    """`cleaned_data` holds `which`, the `moment`, and `local`, the day and time as typed. `shown` is the moment that is
    to be moved: what came or was moved after the page was read must not be moved in its place."""

    which = forms.ChoiceField(
        label=_("Which ones?"),
        choices=[("one", _("Only this one")), ("following", _("This one and all that follow"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which ones.")},
    )

    def __init__(self, *args: Any, shown: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = str(int(shown.timestamp()))

    def clean(self) -> dict[str, Any]:
        moment, cleaned = self.typed_moment(), self.cleaned_data
        local = datetime.combine(cleaned["day"], cleaned["clock"]) if moment else None
        if self.data.get("shown", self.shown) != self.shown:
            self.add_error(None, IS_ANOTHER)
        if moment and moment <= self.now:
            self.add_error("clock", PAST)
        return cleaned | {"moment": moment, "local": local}
