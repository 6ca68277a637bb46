"""For how many people an invitation is, and how long."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.inviting.actions import MOST_USES

DAYS = [("1", _("One day")), ("7", _("A week")), ("30", _("30 days"))]


class InvitationForm(forms.Form):
    uses = forms.IntegerField(
        label=_("How many people may join with it?"),
        min_value=1,
        max_value=MOST_USES,
        initial=1,
        error_messages={
            "required": _("Write a number from 1 to 50."),
            "invalid": _("Write a number from 1 to 50."),
            "min_value": _("Write a number from 1 to 50."),
            "max_value": _("Write a number from 1 to 50."),
        },
    )
    days = forms.ChoiceField(
        label=_("How long does it hold?"),
        choices=DAYS,
        initial="7",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long it holds.")},
    )
