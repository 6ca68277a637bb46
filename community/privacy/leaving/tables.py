"""Which rows and columns lead to a member who leaves, worked out from retention.yaml and the models."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Field, ForeignKey, JSONField, Model, Q, TextField, UUIDField

from community.accounts.models import User
from community.privacy.retention import columns_by_leaving, columns_of, lines_of, models

MUST_SAY = {"body": "—", "title": "—", "alt": "—"}  # where the database wants words
TELLING = (  # no words, and they say something about what was said
    *("content_notes", "team_notes", "names_medicine", "picture_count", "edit_count", "signs"),
    *("edited_at", "pinned_at", "pinned_until", "alias", "in_reply_to"),
)


def columns_of_members(model: type[Model], columns: list[str]) -> list[str]:
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    return [field.name for field in fields if isinstance(field, ForeignKey) and field.related_model is User]


def erased() -> Iterator[tuple[type[Model], list[str]]]:
    """Tables whose rows go with their member, and the columns that say whose they are. Others that are to be erased
    belong to a row of these, or to the account, and go with it by CASCADE."""
    for model, columns in columns_by_leaving("erased"):
        if model is not User and (paths := columns_of_members(model, columns)):
            yield model, paths


def unnamed() -> Iterator[tuple[type[Model], list[str]]]:
    """Columns that say who did something to a row of others."""
    for model, columns in columns_by_leaving("nameless"):
        if paths := columns_of_members(model, columns):
            yield model, paths


def chosen() -> Iterator[tuple[type[Model], str]]:
    """What a member wrote, and the column that says so. A row that goes or stays with them has one."""
    for model, columns in columns_by_leaving("chosen"):
        if paths := columns_of_members(model, columns):
            yield model, paths[0]


def of_member(paths: list[str], member: User) -> Q:
    found = Q()
    for path in paths:
        found |= Q(**{path: member.pk})
    return found


def children_of(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Rows that retention.yaml lets go with their parent, if they say anything about anybody."""
    for other in models():
        lines = lines_of(other)
        for field in other._meta.local_concrete_fields:
            line = lines[field.name]
            if field.related_model is model and line.leaving == "parent" and line.is_personal:
                yield other, field.name


def blanks_of(model: type[Model]) -> dict[str, Any]:
    """What a row keeps that has to stay: its place, its times, and nothing anybody said."""
    fields: list[Any] = [model._meta.get_field(name) for name in columns_of(model)]
    return {field.name: _blank(field) for field in fields if _says_something(field)}


def _says_something(field: "Field[Any, Any]") -> bool:
    return field.name in TELLING or _holds_words(field)


def _holds_words(field: "Field[Any, Any]") -> bool:
    return isinstance(field, CharField | TextField | JSONField) and not field.choices and not field.primary_key


def _blank(field: "Field[Any, Any]") -> Any:
    if field.null:
        return None
    return MUST_SAY.get(field.name, "") if isinstance(field, CharField | TextField) else field.get_default()


def marks_of(model: type[Model]) -> list[Any]:
    """Columns that tell one sending of a form from the next. They are unique for one author, so they are drawn anew."""
    return [
        field for field in model._meta.local_concrete_fields if isinstance(field, UUIDField) and not field.primary_key
    ]


def new_mark(field: Any) -> uuid.UUID | None:
    return None if field.null else uuid.uuid4()
