"""What a subscription says."""

from django import forms
from django.utils.translation import gettext_lazy as _

NEUTRAL, OWN = "neutral", "own"


class WordsForm(forms.Form):
    words = forms.ChoiceField(
        label=_("What the entries say"),
        choices=[(NEUTRAL, _("Only “Reminder” and “Meeting”")), (OWN, _("My own titles, and those of the meetings"))],
        widget=forms.RadioSelect,
        help_text=_(
            "With titles, everybody who sees your calendar reads them, and so does the company that keeps it for you."
        ),
    )
