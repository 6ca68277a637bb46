"""What hosts say about a meeting: what it is, when it is, and which of a series are meant."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.accounts.forms import zone_choices
from community.accounts.models import User
from community.chat.actions.planning import About, Rhythm, When
from community.chat.models import Meeting, MeetingPlan
from community.chat.models.meetings import (
    LONGEST_DESCRIPTION,
    LONGEST_MEETING,
    LONGEST_WELCOME,
    MOST_PLACES,
    SELDOMEST,
)
from community.core.forms import BodyField, LineField, has_something_to_see
from community.core.phrases import filled
from community.core.when import ClockField, DayField

FARTHEST = timedelta(days=730)
RHYTHMS = [
    (0, _("Once")),
    *((n, filled(ngettext_lazy("Every week", "Every %(n)s weeks", n), n=n)) for n in range(1, SELDOMEST + 1)),
]


def short(mode: str = "text") -> dict[str, str]:
    return {"class": "reminder-short", "inputmode": mode, "autocomplete": "off"}


class AboutForm(forms.Form):
    title = LineField(
        label=_("Title"),
        help_text=_("E-mails and calendar files never show it."),
        max_length=80,
        error_messages={"required": _("Enter a title.")},
        validators=[has_something_to_see],
    )
    description = BodyField(
        label=_("What it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(LONGEST_DESCRIPTION, _("Shorten this to 2,000 characters."))],
    )
    welcome = BodyField(
        label=_("Welcome message"),
        help_text=_("Everybody in the room sees it while the meeting runs."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(LONGEST_WELCOME, _("Shorten this to 1,000 characters."))],
    )
    host = forms.ModelChoiceField(
        label=_("Host"),
        queryset=User.objects.none(),
        empty_label=None,
        help_text=_("Who leads it."),
        error_messages={"invalid_choice": _("This person cannot lead a meeting here now. Choose somebody else.")},
    )
    capacity = forms.IntegerField(
        label=_("Number of places"),
        help_text=_("Leave it empty for as many as want to come. Later ones wait in line for a place."),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs=short("numeric")),
    )

    def __init__(self, *args: Any, hosts: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = {host.pk for host in hosts}
        self.fields["host"].queryset = User.objects.filter(pk__in=keys).order_by("username")  # type: ignore[attr-defined]

    @property
    def about(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in ("title", "description", "welcome", "capacity")})


class WhenForm(forms.Form):
    starts_on = DayField(
        label=_("Day"),
        help_text=_("Day, month and year, for example 27.3.2027."),
        error_messages={"required": _("Enter a day.")},
    )
    local_time = ClockField(label=_("Time"), help_text=_("Hours and minutes, for example 19:00."))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("The meeting keeps this time, summer and winter. Everybody sees it in their own."),
        choices=zone_choices,
    )
    minutes = forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=5,
        max_value=LONGEST_MEETING,
        widget=forms.TextInput(attrs=short("numeric")),
        error_messages={"required": _("Enter how many minutes it takes.")},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = localtime(now).date()

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day > self.today + FARTHEST:
            raise forms.ValidationError(_("Choose a day within the next two years."))
        if day < self.today - timedelta(days=1):  # yesterday may be today in another zone
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return day

    @property
    def when(self) -> When:
        return When(**{name: self.cleaned_data[name] for name in ("starts_on", "local_time", "time_zone", "minutes")})


class PlanForm(AboutForm, WhenForm):
    every_weeks = forms.TypedChoiceField(
        label=_("How often?"), choices=RHYTHMS, coerce=int, widget=forms.RadioSelect, initial=0
    )
    until = DayField(label=_("Last day"), help_text=_("For a series. Leave it empty if it has no end."), required=False)
    field_order = [
        *("title", "description", "starts_on", "local_time", "time_zone", "minutes"),
        *("every_weeks", "until", "host", "capacity", "welcome"),
    ]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("until")
        if not cleaned.get("every_weeks"):
            cleaned["until"] = None
        elif first and last and last < first:
            self.add_error("until", _("The last day is before the first one."))
        elif first and last and last > first + 10 * FARTHEST:
            self.add_error("until", _("Choose an earlier last day, or leave it empty."))
        return cleaned

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(every_weeks=self.cleaned_data["every_weeks"], until=self.cleaned_data["until"])


class WhichForm(forms.Form):
    """Of a series, which ones are meant."""

    ONE, FOLLOWING = "one", "following"
    which = forms.ChoiceField(
        label=_("Which ones?"),
        choices=[(ONE, _("Only this one")), (FOLLOWING, _("This one and all that follow"))],
        widget=forms.RadioSelect,
        initial=ONE,
        error_messages={"required": _("Choose which ones you mean.")},
    )

    def __init__(self, *args: Any, plan: MeetingPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan.every_weeks:
            del self.fields["which"]

    @property
    def following(self) -> bool:
        return self.cleaned_data.get("which") == self.FOLLOWING


class MoveForm(WhichForm, WhenForm):
    field_order = ["starts_on", "local_time", "time_zone", "minutes", "which"]


class WelcomeForm(forms.Form):
    welcome = BodyField(
        label=_("Welcome message"),
        help_text=_("Everybody in the room sees it while the meeting runs."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(LONGEST_WELCOME, _("Shorten this to 1,000 characters."))],
    )


def about_of(plan: MeetingPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in ("title", "description", "welcome", "host", "capacity")}


def when_of(meeting: Meeting) -> dict[str, object]:
    local = localtime(meeting.starts_at, meeting.plan.zone)
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    return {
        "starts_on": local.date(),
        "local_time": local.time(),
        "time_zone": meeting.plan.time_zone,
        "minutes": minutes,
    }
