"""Content notes as form fields: boxes to tick, read as one number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.content_notes import LABELS, bits_of


class NotesField(forms.TypedMultipleChoiceField):
    """Cleaned to the bits of the ticked notes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(note.value, words) for note, words in LABELS.items()]
        texts: dict[str, Any] = {"label": _("What it touches on"), "required": False}
        super().__init__(choices=choices, coerce=int, **(texts | kwargs))

    def clean(self, value: Any) -> int:
        return sum(set(super().clean(value) or ()))


def ticked(notes: int) -> list[int]:
    """What a form shows as ticked at first."""
    return bits_of(notes)
