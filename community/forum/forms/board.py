"""What a group's moderators decide about a board."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import has_something_to_see
from community.forum.forms.posts import TitleField
from community.forum.models import Board, FormField


class NewBoardForm(forms.Form):
    name = TitleField(
        label=gettext_lazy("Name"),
        max_length=80,
        validators=[has_something_to_see],
        error_messages={"required": gettext_lazy("Write a name.")},
    )
    description = TitleField(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("One sentence: what people write about here."),
        max_length=300,
        required=False,
    )


class BoardForm(NewBoardForm):
    who_starts = forms.ChoiceField(
        label=gettext_lazy("Who starts threads"), choices=Board.Writers, widget=forms.RadioSelect
    )
    who_replies = forms.ChoiceField(label=gettext_lazy("Who answers"), choices=Board.Writers, widget=forms.RadioSelect)
    asks_questions = forms.BooleanField(
        label=gettext_lazy("Questions: an answer can be marked “this helped”"), required=False
    )
    takes_pictures = forms.BooleanField(label=gettext_lazy("Posts may have pictures"), required=False)

    @classmethod
    def of(cls, board: Board, data: Any = None) -> "BoardForm":
        return cls(data, initial={name: getattr(board, name) for name in cls.base_fields})


class FieldForm(forms.Form):
    label = TitleField(
        label=gettext_lazy("What is asked"),
        help_text=gettext_lazy("A few words, for example “Treatment”."),
        max_length=80,
        validators=[has_something_to_see],
        error_messages={"required": gettext_lazy("Write what is asked.")},
    )
    help_text = TitleField(
        label=gettext_lazy("Help"), help_text=gettext_lazy("One sentence below it."), max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"),
        choices=FormField.Kind,
        widget=forms.RadioSelect,
        initial=FormField.Kind.LINE,
        error_messages={"required": gettext_lazy("Choose a kind of answer.")},
    )
    choices = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("Only for “One of several”: one on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )
    required = forms.BooleanField(label=gettext_lazy("It has to be answered"), required=False, initial=True)

    @classmethod
    def of(cls, field: FormField, data: Any = None) -> "FieldForm":
        return cls(data, initial={name: getattr(field, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        lines = [line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip()]
        lines = list(dict.fromkeys(lines)) if cleaned.get("kind") == FormField.Kind.CHOICE else []
        cleaned["choices"] = "\n".join(lines)
        if cleaned.get("kind") == FormField.Kind.CHOICE and len(lines) < 2:
            self.add_error("choices", _("Write at least two answers, each on a line of its own."))
        return cleaned
