"""The choice of a level, each with what it sends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forum.levels_in_words import SENT
from community.forum.models import Level

WIDER = "wider"


def to_level(value: str) -> Level | None:
    return None if value == WIDER else Level(int(value))


class LevelForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("How much do you want to hear?"),
        widget=forms.RadioSelect,
        coerce=to_level,
        error_messages={"required": _("Choose one of these.")},
    )

    def __init__(self, *args: Any, chosen: int | None, wider: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), f"{level.label}: {SENT[level]}") for level in reversed(Level)]
        field = self.fields["level"]
        field.choices = [*levels, (WIDER, wider)]  # type: ignore[attr-defined]
        field.initial = WIDER if chosen is None else str(chosen)
