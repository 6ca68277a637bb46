"""How each kind of notice reaches a member."""

from typing import Any

from django import forms

from community.accounts.models import User
from community.notifications.models import Notification
from community.notifications.ways import STOPPABLE, WHEN, Way, ways_for


class WaysForm(forms.Form):
    """One question for each kind that can be stopped."""

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(member.choices.values_list("kind", "way"))
        for kind in STOPPABLE:
            self.fields[kind] = forms.ChoiceField(
                label=Notification.Kind(kind).label,
                help_text=WHEN[kind],
                choices=[(way.value, way.label) for way in ways_for(kind)],
                initial=chosen.get(kind, Way.NOW),
            )
