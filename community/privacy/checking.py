"""What is wrong with retention.yaml: a column without a line, a line without a column, a word that nobody knows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DateTimeField, Field, Model, TextField

from community.privacy.parts import PARTS
from community.privacy.retention import BLANK, DELETE, NIGHTLY, Line, columns_of, models
from community.privacy.sentences import AFTER, BASES, KEEPING, LEAVING, THINGS


def problems(lines: Iterable[Line]) -> list[str]:
    lines = list(lines)
    wrong = [f"{line.table}.{line.column}: {words}" for line in lines for words in _wrong_words(line)]
    return [*_unmatched(lines), *wrong, *_two_ends(lines)]


def _unmatched(lines: list[Line]) -> Iterator[str]:
    """Between the file and the models as they are."""
    said = Counter((line.table, line.column) for line in lines if not line.vendor)
    there = {(model._meta.label, column) for model in models() for column in columns_of(model)}
    missing, strange = sorted(there - set(said)), sorted(set(said) - there)
    yield from (f"{table}.{column} has no line." for table, column in missing)
    yield from (f"{table}.{column} has a line, but there is no such column." for table, column in strange)
    yield from (f"{table}.{column} has {number} lines." for (table, column), number in said.items() if number > 1)


def _wrong_words(line: Line) -> Iterator[str]:
    known = {"part": set(PARTS), "basis": set(BASES), "leaving": set(LEAVING), "called": {"", *THINGS}}
    for key, words in known.items():
        if (word := getattr(line, key)) not in words:
            yield f"unknown {key}: {word}."
    if not line.purpose:
        yield "no purpose."
    yield from _wrong_time(line)


def _wrong_time(line: Line) -> Iterator[str]:
    period = line.period
    if period.length is None:
        if period.word not in KEEPING:
            yield f"unknown period: {line.keep}."
        if line.by and line.by not in settings.CELERY_BEAT_SCHEDULE:
            yield f"no task erases it: {line.by}."
        return
    if period.after not in AFTER:
        yield f"unknown period: {line.keep}."
    if line.by != NIGHTLY and line.by not in settings.CELERY_BEAT_SCHEDULE:
        yield f"no task erases it: {line.by or 'by is missing'}."
    if line.is_nightly != bool(line.since):
        yield "`since` belongs to `by: nightly`, and to nothing else."
    if line.how not in {"", DELETE, BLANK}:
        yield f"unknown how: {line.how}."
    if line.is_nightly:
        yield from _wrong_columns(line)


def _wrong_columns(line: Line) -> Iterator[str]:
    model = next((model for model in models() if model._meta.label == line.table), None)
    for path in line.since:
        if not isinstance(_field(model, path), DateTimeField):
            yield f"no moment: {path}."
    field = _field(model, line.column)
    if line.how == BLANK and field is not None and not field.null and not isinstance(field, CharField | TextField):
        yield "it cannot be blank."


def _field(model: type[Model] | None, path: str) -> "Field[Any, Any] | None":
    """At the end of a path over foreign keys."""
    first, _, rest = path.partition("__")
    try:
        found: Any = model._meta.get_field(first) if model else None
    except FieldDoesNotExist:
        return None
    return _field(found.related_model, rest) if rest and found else found


def _two_ends(lines: list[Line]) -> Iterator[str]:
    """A row can be deleted once: all that has no time of its own goes with it."""
    deleting = {(line.table, line.keep, line.since) for line in lines if line.is_nightly and line.how != BLANK}
    for table, number in Counter(table for table, _keep, _since in deleting).items():
        if number > 1:
            yield f"{table} is deleted at {number} different times."
