"""The welcome: guidelines, groups, time zone, on one page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.accounts.forms import TimeZoneForm
from community.groups.models import SupportGroup


class WelcomeForm(TimeZoneForm):
    accept = forms.BooleanField(
        label=_("I am 18 or over, have read the guidelines and will keep to them"),
        error_messages={"required": _("Tick the box if you are 18 or over and will keep to the guidelines.")},
    )
    groups = forms.ModelMultipleChoiceField(
        queryset=SupportGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which groups would you like to join?"),
        help_text=_("You can change this at any time. Those in a group see who else is in it."),
    )

    field_order = ["accept", "groups", "time_zone"]

    def __init__(self, *args: Any, groups: "QuerySet[SupportGroup]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
