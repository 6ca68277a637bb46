"""What a proposal and its answer consist of."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import TOO_LONG, LineField, WordsField, has_something_to_see
from community.resources.gate import TO_TICK
from community.resources.library import is_refused, refused_sites
from community.resources.models import Section, Suggestion
from community.resources.models.opinions import LONGEST_ADDRESS, LONGEST_SUGGESTION
from community.resources.models.questions import LONGEST_QUESTION
from community.resources.models.versions import LONGEST_REASON, LONGEST_TEXT

LONGEST_TITLE = 120
SLUG = r"\A[a-z0-9]+(-[a-z0-9]+)*\Z"


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


class TextForm(forms.Form):
    """A whole article. That it has mistakes does not keep it from being saved."""

    text = WordsField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("The whole text"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        error_messages={"required": gettext_lazy("The text is empty. Paste it again, or leave the page as it is.")},
    )
    what_changed = LineField(
        label=gettext_lazy("What changed, and why"),
        help_text=gettext_lazy("One sentence for the other editors. It stays in the history."),
        validators=[MaxLengthValidator(LONGEST_REASON, TOO_LONG), has_something_to_see],
        error_messages={"required": gettext_lazy("Say in a sentence what changed, and why.")},
    )
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return f"{self.cleaned_data['text'].strip()}\n"


class GateForm(forms.Form):
    """What a person confirms for one text, item by item."""

    def __init__(self, data: Any = None, *, is_public: bool) -> None:
        super().__init__(data)
        for item in TO_TICK:
            self.fields[item.code] = forms.BooleanField(
                label=str(item.text),
                required=item.is_required and is_public,
                error_messages={"required": _("Not confirmed yet: %(item)s") % {"item": item.text}},
            )

    @property
    def required_fields(self) -> list[forms.BoundField]:
        return [self[item.code] for item in TO_TICK if item.is_required]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[item.code] for item in TO_TICK if not item.is_required]

    @property
    def ticks(self) -> list[str]:
        return [code for code, is_ticked in self.cleaned_data.items() if is_ticked]


class BeginForm(forms.Form):
    section = forms.ModelChoiceField(
        label=gettext_lazy("Section"),
        queryset=Section.objects.all(),
        to_field_name="slug",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the section it stands in."),
            "invalid_choice": gettext_lazy("Choose one of these sections."),
        },
    )
    title = LineField(
        label=gettext_lazy("Title"),
        validators=[MaxLengthValidator(LONGEST_TITLE, TOO_LONG), has_something_to_see],
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    slug = forms.RegexField(
        SLUG,
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Small letters, digits and dashes, such as: clinical-trials. It stays for good."),
        max_length=50,
        strip=True,
        error_messages={
            "required": gettext_lazy("Give it an address."),
            "invalid": gettext_lazy("The address has small letters and digits, with single dashes between them."),
        },
    )
