"""What a proposal and its answer consist of."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import TOO_LONG, LineField, WordsField, has_something_to_see
from community.resources.library import is_refused, refused_sites
from community.resources.models import Suggestion
from community.resources.models.opinions import LONGEST_ADDRESS, LONGEST_SUGGESTION
from community.resources.models.questions import LONGEST_QUESTION


class SuggestionForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Suggestion.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    words = WordsField(
        longest=LONGEST_SUGGESTION,
        label=gettext_lazy("What should be different?"),
        help_text=gettext_lazy("Only the editors read this. You need not say anything about yourself."),
        error_messages={"required": gettext_lazy("Write what should be different.")},
    )
    address = forms.URLField(
        label=gettext_lazy("Address of a page that shows it"),
        help_text=gettext_lazy("A page of a hospital, a public body, a charity or a journal. It may stay empty."),
        max_length=LONGEST_ADDRESS,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("This is not the address of a page. It begins with https://")},
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise forms.ValidationError(_("This is not the address of a page. It begins with https://"))
        if is_refused(urlsplit(address).hostname or "", refused_sites()):
            raise forms.ValidationError(
                _("We take nothing from this site: its pages are written by machines or for clicks. Name another one.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Suggestion.Kind.LINK and "address" in data and not data["address"]:
            self.add_error("address", _("Enter the address of the page that should be named."))
        return data


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=Suggestion.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of it.")},
    )
    answer = WordsField(
        longest=LONGEST_SUGGESTION,
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("The member reads it. Thank them, and say why."),
        error_messages={"required": gettext_lazy("Write an answer: nobody likes to hear nothing.")},
    )


class QuestionForm(forms.Form):
    text = LineField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("Only you see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MaxLengthValidator(LONGEST_QUESTION, TOO_LONG), has_something_to_see],
        error_messages={"required": gettext_lazy("Write your question first.")},
    )
