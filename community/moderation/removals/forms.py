"""Which of a person's recent messages go out of sight, and why."""

from django import forms
from django.utils.translation import gettext_lazy

from community.moderation.forms.words import WordsField
from community.moderation.models import Guideline


class RemovalForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Which messages"),
        choices=[
            (1, gettext_lazy("Of the last hour")),
            (24, gettext_lazy("Of the last 24 hours")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which messages.")},
    )
    everywhere = forms.BooleanField(label=gettext_lazy("In all rooms, not only in this one"), required=False)
    guideline = forms.ChoiceField(
        label=gettext_lazy("Which guideline"),
        help_text=gettext_lazy("The author reads this."),
        choices=[("", gettext_lazy("Choose one")), *Guideline.choices],
        error_messages={"required": gettext_lazy("Choose the guideline, so that the author learns why.")},
    )
    words = WordsField(
        label=gettext_lazy("Your words to the author"),
        help_text=gettext_lazy("Sent in the name of the team. Never say who reported it."),
        required=False,
    )

    def for_this_room_only(self) -> None:
        """Hosts and a group's moderators look after their own rooms."""
        del self.fields["everywhere"]
