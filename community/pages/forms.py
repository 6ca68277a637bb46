"""The welcome: guidelines, groups, time zone, on one page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.forms import TimeZoneForm
from community.groups.models import SupportGroup


class WelcomeForm(TimeZoneForm):
    accept = forms.BooleanField(
        label=_("I have read the guidelines and will keep to them"),
        error_messages={"required": _("Tick the box to say that you have read the guidelines.")},
    )
    groups = forms.ModelMultipleChoiceField(
        queryset=SupportGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which groups would you like to join?"),
        help_text=_("You can change this at any time. Nobody is told."),
    )

    field_order = ["accept", "groups", "time_zone"]

    def offer(self, groups: "forms.models.ModelChoiceIterator | object") -> "WelcomeForm":
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
        return self
