"""Forms of posts that answer a board's questions. `how().answers` and `cleaned_data["body"]` hold the result."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import BodyField, has_something_to_see
from community.core.text import without_turns
from community.core.when import DayField
from community.forum.actions.editing import Words
from community.forum.actions.writing import How
from community.forum.answers import Answers, free_texts, text_of
from community.forum.forms.edit import EditForm
from community.forum.forms.naming import OwnName
from community.forum.forms.posts import PostForm, ThreadForm, TitleField
from community.forum.models import LONGEST_BODY, Board, FormField, Post

LONGEST_LINE = 200
LONGEST_NUMBER = 15  # digits
TOO_LONG = gettext_lazy("%(show_value)d characters are too many here, %(limit_value)d fit. The rest fits further down.")


class AnswersMixin(PostForm):
    """A post form that asks `questions`; the box for free text comes last and may stay empty."""

    def __init__(
        self, *args: Any, questions: Iterable[FormField], answers: Answers | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {name_of(question, place): question for place, question in enumerate(questions)}
        known = dict(reversed(answers or []))
        for name, question in self.questions.items():
            self.fields[name] = field_for(question, initial=known.get(question.label))
        body = self.fields["body"]
        body.required, body.label = False, _("Anything else")
        body.widget.attrs["rows"] = 4
        first = [name for name in ("title",) if name in self.fields]
        self.order_fields([*first, *self.questions, "body"])

    def clean(self) -> dict[str, Any]:
        """The body becomes everything that was answered, in one text."""
        cleaned = super().clean() or self.cleaned_data
        self.answers = [*self._given(), ["", cleaned["body"]]] if cleaned.get("body") else self._given()
        if not self.errors:
            cleaned["body"] = text_of(self.answers)
            if not cleaned["body"]:
                self.add_error("body", _("Write something first."))
            elif len(cleaned["body"]) > LONGEST_BODY:
                self.add_error("body", _("Together the answers are too long for one post. Shorten some of them."))
        return cleaned

    def _given(self) -> Answers:
        """What was answered; empty answers leave no line."""
        values = [(question.label, self.cleaned_data.get(name)) for name, question in self.questions.items()]
        return [[label, written(value)] for label, value in values if value not in (None, "")]

    def how(self) -> How:
        return replace(super().how(), answers=getattr(self, "answers", None) or None)


class StructuredThreadForm(AnswersMixin, ThreadForm):
    pass


class StructuredEditForm(AnswersMixin, EditForm):
    def __init__(self, *args: Any, post: Post, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        answers = Words.readable(post).answers or []
        initial = {"body": "\n\n".join(free_texts(answers)), **(initial or {})}
        super().__init__(*args, post=post, initial=initial, questions=questions_of(post), answers=answers, **kwargs)

    @property
    def words(self) -> Words:
        return replace(super().words, answers=self.how().answers)


def name_of(question: FormField, place: int) -> str:
    """The same for as long as the board asks it: drafts keep answers by it."""
    return f"answer_{question.pk or f'gone_{place}'}"


def written(value: Any) -> str:
    """As it is kept: days as 2027-03-27, numbers as they were typed."""
    return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else value


def field_for(question: FormField, *, initial: str | None = None) -> forms.Field:
    words = {"required": _("Fill in “%(label)s”.") % {"label": question.label}}
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.required,
        "initial": initial,
        "error_messages": words,
    }
    return KINDS[FormField.Kind(question.kind)](question, common)


def line(question: FormField, common: dict[str, Any]) -> forms.Field:
    return TitleField(validators=[has_something_to_see, MaxLengthValidator(LONGEST_LINE, TOO_LONG)], **common)


def text(question: FormField, common: dict[str, Any]) -> forms.Field:
    return TextField(widget=forms.Textarea(attrs={"rows": 4}), validators=[has_something_to_see], **common)


def choice(question: FormField, common: dict[str, Any]) -> forms.Field:
    words = {"invalid_choice": _("Choose one of the answers for “%(label)s”.") % {"label": question.label}}
    common["error_messages"] |= words | {"required": words["invalid_choice"]}
    lines = [choice.strip() for choice in question.choices.splitlines() if choice.strip()]
    none = [] if question.required else [("", _("No answer"))]
    return forms.ChoiceField(choices=[*none, *zip(lines, lines, strict=True)], widget=forms.RadioSelect, **common)


def number(question: FormField, common: dict[str, Any]) -> forms.Field:
    words = _("Write a number for “%(label)s”, such as 3 or 2.5.") % {"label": question.label}
    common["error_messages"] |= dict.fromkeys(
        ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), words
    )
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return NumberField(max_digits=LONGEST_NUMBER, decimal_places=4, widget=widget, **common)


def day(question: FormField, common: dict[str, Any]) -> forms.Field:
    common["initial"] = date_in(common["initial"])
    example = _("Day, month and year, for example 27.3.2027.")
    return DayField(**common | {"help_text": f"{question.help_text} {example}".strip()})


class TextField(BodyField):
    def to_python(self, value: Any) -> str:
        return without_turns(super().to_python(value))


class NumberField(forms.DecimalField):
    """With a comma or a point, as people write it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


def date_in(value: str | None) -> date | str | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return value


KINDS = {
    FormField.Kind.LINE: line,
    FormField.Kind.TEXT: text,
    FormField.Kind.CHOICE: choice,
    FormField.Kind.NUMBER: number,
    FormField.Kind.DATE: day,
}


def thread_form(board: Board, *args: Any, **kwargs: Any) -> ThreadForm:
    """The form to start a thread on this board."""
    questions = list(board.form_fields.all())
    kwargs |= {"group": board.group, "own_name": OwnName()}
    return StructuredThreadForm(*args, questions=questions, **kwargs) if questions else ThreadForm(*args, **kwargs)


def edit_form(post: Post, *args: Any, **kwargs: Any) -> EditForm:
    """The form to edit this post; `form.words` is what `edit_post` wants."""
    return StructuredEditForm(*args, post=post, **kwargs) if post.answers else EditForm(*args, post=post, **kwargs)


def questions_of(post: Post) -> list[FormField]:
    """To edit a post: what it answered, as the board asks it now; a question that is gone stays as plain text."""
    asked = {question.label: question for question in post.thread.board.form_fields.all()}
    labels = [label for label, _value in post.answers or [] if label]
    gone = [FormField(label=label, kind=FormField.Kind.TEXT, required=False) for label in labels if label not in asked]
    return [*asked.values(), *gone]
