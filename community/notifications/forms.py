"""How each kind of notice reaches a member."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.when import ClockField
from community.notifications.models import Notification
from community.notifications.quiet import Hours
from community.notifications.ways import ASKED, SUMMARY, WHEN, Way, ways_for


class WaysForm(forms.Form):
    """One question for each kind that can be stopped; the summary mail has a page of its own."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(member.choices.values_list("kind", "way"))
        self.has_summary = chosen.get(SUMMARY) != Way.OFF
        for kind in ASKED:
            self.fields[kind] = forms.ChoiceField(
                label=Notification.Kind(kind).label,
                help_text=WHEN[kind],
                choices=[(way.value, way.label) for way in ways_for(kind)],
                initial=chosen.get(kind, Way.NOW),
            )


class QuietForm(forms.Form):
    """From and to, for each day of the week; both empty means no quiet hours on it."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {day: times for day, *times in member.quiet_hours.values_list("weekday", "begins", "ends")}
        for day, name in WEEKDAYS.items():
            begins, ends = chosen.get(day, (None, None))
            self.fields[f"begins_{day}"] = self.time(_("%(day)s, from") % {"day": name}, begins)
            self.fields[f"ends_{day}"] = self.time(_("%(day)s, to") % {"day": name}, ends)

    @staticmethod
    def time(label: str, initial: Any) -> ClockField:
        return ClockField(label=label, initial=initial, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for day in WEEKDAYS:
            names = (f"begins_{day}", f"ends_{day}")
            if any(name in self.errors for name in names):
                continue
            begins, ends = (data.get(name) for name in names)
            if (begins is None) != (ends is None):
                self.add_error(names[begins is not None], _("Give both times, or leave both empty."))
            elif begins is not None and begins == ends:
                self.add_error(names[1], _("The quiet hours end when they begin. Choose another time."))
        return data

    @property
    def hours(self) -> list[Hours]:
        days = [(day, self.cleaned_data[f"begins_{day}"], self.cleaned_data[f"ends_{day}"]) for day in WEEKDAYS]
        return [row for row in days if row[1] is not None]
