"""One question for each piece of a profile, and beside each whether members may see it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from community.core.forms import TOO_LONG, LineField, WordsField, has_something_to_see
from community.profiles.actions import Said
from community.profiles.models import CONDITIONS, Detail

SHOWN = "_shown"


def line(longest: int, help_text: Any) -> LineField:
    """No maxlength attribute: browsers would cut a pasted text without a word."""
    checks: list[Callable[[Any], None]] = [MaxLengthValidator(longest, TOO_LONG), has_something_to_see]
    return LineField(required=False, help_text=help_text, validators=checks)


class ConditionsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> str:
        chosen = super().clean(value)
        return " ".join(key for key in CONDITIONS if key in chosen)


@dataclass(frozen=True)
class Question:
    words: BoundField
    shown: BoundField
    is_hidden: bool  # by the team


class ProfileForm(forms.Form):
    about = WordsField(longest=600, required=False, help_text=_("What you would like others to know. No real name."))
    conditions = ConditionsField(
        required=False, choices=list(CONDITIONS.items()), help_text=_("As many as fit. This is about your health.")
    )
    since = line(60, _("In your own words: since spring, for eight years."))
    managing = WordsField(
        longest=400,
        required=False,
        help_text=_("Which side it is, what makes a day easier. This is about your health."),
    )
    pronouns = line(40, _("She, he, they, or only your name."))
    region = line(60, _("A country or a part of one. No town and no address."))
    languages = line(100, _("So that others know in which they can write to you."))

    def __init__(self, data: QueryDict | None, *, details: dict[str, Detail]) -> None:
        initial: dict[str, Any] = {}
        for kind, detail in details.items():
            is_list = kind == Detail.Kind.CONDITIONS
            initial[kind] = detail.words.split() if is_list else detail.words
            initial[kind + SHOWN] = detail.shown_to == Detail.ShownTo.MEMBERS
        super().__init__(data, initial=initial)
        self.details = details
        for kind in Detail.Kind:
            self.fields[kind].label = kind.label
            label = format_html('{}<span class="visually-hidden">: {}</span>', _("Members may see this"), kind.label)
            self.fields[kind + SHOWN] = forms.BooleanField(required=False, label=label)

    def questions(self) -> Iterator[Question]:
        for kind in Detail.Kind:
            old = self.details.get(kind)
            yield Question(self[kind], self[kind + SHOWN], old is not None and old.hidden_at is not None)

    def said(self) -> dict[str, Said]:
        return {kind.value: Said(self.cleaned_data[kind], self._shown_to(kind)) for kind in Detail.Kind}

    def _shown_to(self, kind: Detail.Kind) -> str:
        return Detail.ShownTo.MEMBERS if self.cleaned_data[kind + SHOWN] else Detail.ShownTo.NOBODY

    def refuse_new_words(self, why: str) -> None:
        """For whoever may not write now: beside each field that says something new."""
        for kind, said in self.said().items():
            before = self.details[kind].words if kind in self.details else ""
            if said.words and said.words != before:
                self.add_error(kind, why)
