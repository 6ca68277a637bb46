"""The welcome: what is agreed to, groups, time zone, on one page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.accounts.consents import AGREEMENTS, Subject
from community.accounts.forms import TimeZoneForm
from community.core.forms import RowsField
from community.groups.models import SupportGroup


class AgreementsForm(forms.Form):
    """A box for each text that is asked for, and none is ticked. Only the guidelines are needed to go on."""

    guidelines = forms.BooleanField(
        label=AGREEMENTS[Subject.GUIDELINES].box,
        error_messages={
            "required": _("Tick the box if you will keep to the guidelines. Or choose “Only read for now”.")
        },
    )
    health = forms.BooleanField(label=AGREEMENTS[Subject.HEALTH].box, required=False)

    def __init__(self, *args: Any, asked: list[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for subject in Subject:
            if subject not in asked:
                del self.fields[subject]

    def agreed(self) -> list[Subject]:
        return [subject for subject in Subject if self.cleaned_data.get(subject)]


class WelcomeForm(AgreementsForm, TimeZoneForm):
    groups = RowsField(
        queryset=SupportGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which groups would you like to join?"),
        help_text=_("You can change this at any time. Those in a group see who else is in it."),
    )

    field_order = ["guidelines", "health", "groups", "time_zone"]

    def __init__(self, *args: Any, groups: "QuerySet[SupportGroup]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]
