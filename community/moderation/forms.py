"""What a report, a decision and an appeal consist of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import BodyField
from community.moderation.models import Decision, Report

LONGEST_WORDS = 4000


class WordsField(BodyField):
    """A few words beside a decision, counted as posts are."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        too_long = gettext_lazy(
            "Your text has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little."
        )
        super().__init__(validators=[MaxLengthValidator(LONGEST_WORDS, too_long)], **kwargs)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )
    words = WordsField(
        label=gettext_lazy("Anything we should know"),
        help_text=gettext_lazy("Only the moderators read this."),
        required=False,
    )


class DecisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=Decision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it may stay.")},
    )
    guideline = forms.ChoiceField(
        label=gettext_lazy("Which guideline"),
        help_text=gettext_lazy("Needed when you hide it. The author reads this."),
        choices=[("", gettext_lazy("Choose one")), *Decision.Guideline.choices],
        required=False,
    )
    words = WordsField(
        label=gettext_lazy("Your words to the author"),
        help_text=gettext_lazy(
            "Sent in the name of the team when you hide it or answer an appeal. Never say who reported it."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("outcome") == Decision.Outcome.HIDDEN and not chosen.get("guideline"):
            self.add_error("guideline", ValidationError(_("Choose the guideline, so that the author learns why.")))
        return chosen


class AppealForm(forms.Form):
    words = WordsField(
        label=gettext_lazy("Why do you think it should be looked at again?"),
        help_text=gettext_lazy("The moderators read this. The members do not."),
        error_messages={"required": gettext_lazy("Write a few words, so that they know what to look at.")},
    )
