"""When a summary comes."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from community.digests.actions import OFF
from community.digests.hours import SUNDAY, TEN, Rhythm
from community.digests.models import Plan

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("How often?"),
        choices=[*Rhythm.choices, (OFF, _("Never"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose one of these.")},
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day?"),
        help_text=_("For once a week."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        error_messages={"required": _("Choose a day."), "invalid_choice": _("Choose one of these days.")},
    )
    hour = forms.TypedChoiceField(
        label=_("At what time?"),
        help_text=_("Or a little later."),
        choices=HOURS,
        coerce=int,
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose one of these times.")},
    )

    def __init__(self, data: Any, *, plan: Plan | None, is_off: bool) -> None:
        chosen = plan or Plan(rhythm=Rhythm.WEEKLY, weekday=SUNDAY, hour=TEN)
        rhythm = OFF if is_off else chosen.rhythm
        super().__init__(data, initial={"rhythm": rhythm, "weekday": chosen.weekday, "hour": chosen.hour})
