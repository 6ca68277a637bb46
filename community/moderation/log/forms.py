"""Narrow the log down."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.core.when import CalendarDayField
from community.moderation.forms.filters import ANY
from community.moderation.log.querysets import CaseEventQuerySet
from community.moderation.log.stretches import LARGEST
from community.moderation.models import CaseEvent


class LogFilter(forms.Form):
    """Nonsense in the address narrows nothing: what a field does not know is left out."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What was done"), choices=[ANY, *CaseEvent.Kind.choices], required=False
    )
    moderator = forms.CharField(label=gettext_lazy("By whom"), max_length=150, required=False)
    case = forms.IntegerField(label=gettext_lazy("Case number"), min_value=1, max_value=LARGEST, required=False)
    since = CalendarDayField(label=gettext_lazy("From"), required=False)
    until = CalendarDayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self, events: CaseEventQuerySet) -> CaseEventQuerySet:
        chosen = self.chosen
        lookups = {"kind": "kind", "case": "case_id"}
        found = events.filter(**{lookup: chosen[name] for name, lookup in lookups.items() if name in chosen})
        if "moderator" in chosen:  # the key first: one list of steps in an index, not every step with its actor
            found = found.filter(actor=User.objects.filter(username__iexact=chosen["moderator"]).values("pk")[:1])
        return found.between(_begin(chosen.get("since")), _begin(chosen.get("until"), days=1))


def _begin(day: Any, *, days: int = 0) -> datetime | None:
    """Of this day, or of one so many days later, where the reader is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min)) if day else None
