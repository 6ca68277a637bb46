"""When somebody is on duty, how much they carry, and what they write down for the next person or for themselves."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.core.forms import BodyField
from community.core.when import CalendarDayField
from community.moderation.duty.coverage import DAY, LONGEST_RUN, Span
from community.moderation.duty.models import MOST_HARD_CASES
from community.moderation.duty.training import ITEMS
from community.moderation.duty.watch import AHEAD

LONGEST_WORDS = 4000
TIMES = ["%H:%M", "%H.%M", "%H"]
CLOCK = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})


class ShiftForm(forms.Form):
    """`spans` holds the finished shifts, one for each day."""

    day = CalendarDayField(
        label=gettext_lazy("On which day"),
        error_messages={"required": gettext_lazy("Choose the day.")},
    )
    begins = forms.TimeField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("In your own time zone, for example 18:00."),
        input_formats=TIMES,
        widget=CLOCK,
        error_messages={"required": gettext_lazy("Write from when."), "invalid": gettext_lazy("Write it as 18:00.")},
    )
    ends = forms.TimeField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("A time that is not later than the first one is on the next day."),
        input_formats=TIMES,
        widget=CLOCK,
        error_messages={"required": gettext_lazy("Write until when."), "invalid": gettext_lazy("Write it as 22:00.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("On how many days in a row"),
        choices=[(number, str(number)) for number in range(1, LONGEST_RUN + 1)],
        coerce=int,
        error_messages={"required": gettext_lazy("Choose how many days.")},
    )

    def __init__(self, *args: Any, member: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.now = member, now

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if self.errors:
            return chosen
        first, number = chosen["day"], chosen["days"]
        self.check_day(first, number)
        if not self.errors:
            spans = [self.span(first + DAY * later, chosen["begins"], chosen["ends"]) for later in range(number)]
            chosen["spans"] = spans
            if any(end <= start for start, end in spans):
                self.add_error("ends", ValidationError(_("The clocks change then, and this would last no time.")))
            elif spans[0][1] <= self.now:
                self.add_error("day", ValidationError(_("That is over. Choose a time that is still to come.")))
        return chosen

    def check_day(self, first: date, number: int) -> None:
        today = localtime(self.now, self.member.zone).date()
        if first < today - DAY:
            self.add_error("day", ValidationError(_("That is over. Choose a time that is still to come.")))
        elif first + DAY * (number - 1) > today + AHEAD:
            self.add_error("day", ValidationError(_("The rota goes two weeks ahead. Choose an earlier day.")))

    def span(self, day: date, begins: time, ends: time) -> Span:
        """In UTC, so that lengths and order hold on days with a change of the clocks."""
        last = day if ends > begins else day + DAY
        start, end = (datetime.combine(*at, tzinfo=self.member.zone) for at in ((day, begins), (last, ends)))
        return start.astimezone(UTC), end.astimezone(UTC)


class HandOverForm(forms.Form):
    note = BodyField(
        label=gettext_lazy("For whoever comes next"),
        help_text=gettext_lazy("What is going on, what waits, who may need a kind word. Name cases by their number."),
        max_length=LONGEST_WORDS,
        required=False,
    )


class LimitForm(forms.Form):
    cases = forms.IntegerField(
        label=gettext_lazy("How many hard cases you take on within a day"),
        help_text=gettext_lazy("Risk to life, children, and what is illegal. Any number is fine, also 0."),
        min_value=0,
        max_value=MOST_HARD_CASES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write a number."), "invalid": gettext_lazy("Write a number.")},
    )


class DebriefForm(forms.Form):
    words = BodyField(
        label=gettext_lazy("What stays with you"),
        help_text=gettext_lazy("Leave out names. You can remove it again at any time."),
        max_length=LONGEST_WORDS,
        error_messages={"required": gettext_lazy("Write a few words, or leave the page: nothing has to be written.")},
    )


class TrainingForm(forms.Form):
    items = forms.MultipleChoiceField(
        label=gettext_lazy("What I have done"),
        choices=list(ITEMS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
