"""Narrow the queue down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.core.when import CalendarDayField
from community.groups.models import SupportGroup
from community.groups.querysets import moderated_by
from community.moderation.models import Case, Report

ANY = ("", gettext_lazy("Any"))
STATES = [
    ("open", gettext_lazy("Waiting")),
    ("free", gettext_lazy("Nobody has taken it on")),
    ("mine", gettext_lazy("Mine")),
    ("appeal", gettext_lazy("Asked to look again")),
    ("decided", gettext_lazy("Decided")),
]


class QueueFilter(forms.Form):
    """Nonsense in the address narrows nothing: what a field does not know is left out."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Came in as"), choices=[ANY, *Case.Origin.choices], required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=[ANY, *Report.Reason.choices], required=False)
    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"), queryset=SupportGroup.objects.none(), required=False, empty_label=ANY[1]
    )
    assignee = forms.CharField(label=gettext_lazy("Taken on by"), max_length=150, required=False)
    author = forms.CharField(label=gettext_lazy("Written by"), max_length=150, required=False)
    since = CalendarDayField(label=gettext_lazy("From"), required=False)
    until = CalendarDayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, moderator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = SupportGroup.objects.visible_to(moderator).filter(moderated_by(moderator)).order_by("name")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}
