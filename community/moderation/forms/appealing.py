"""Ask that somebody looks again, and answer."""

from django import forms
from django.utils.translation import gettext_lazy

from community.moderation.forms.words import WordsField


class AppealForm(forms.Form):
    words = WordsField(
        label=gettext_lazy("Why do you think it should be looked at again?"),
        help_text=gettext_lazy("The moderators read this. The members do not."),
        error_messages={"required": gettext_lazy("Write a few words, so that they know what to look at.")},
    )


class AnswerForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    upheld = forms.TypedChoiceField(
        label=gettext_lazy("What do you find?"),
        choices=[
            ("no", gettext_lazy("The decision stands")),
            ("yes", gettext_lazy("The author is right: take it back")),
        ],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether the decision stands.")},
    )
    words = WordsField(
        label=gettext_lazy("Your words to the author"),
        help_text=gettext_lazy("Sent in the name of the team. Never say who reported it."),
        required=False,
    )
