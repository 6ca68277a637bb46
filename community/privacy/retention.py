"""What is kept, why, how long, and what becomes of it: retention.yaml, one `Line` for each column of the database.

Whoever exports or erases asks here: `lines_of(Post)["body"].leaving`, `columns_by_leaving("erased")`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

from community.resources.parsing import LOADER

FILE = Path(__file__).with_name("retention.yaml")
NIGHTLY = "nightly"
DELETE, BLANK = "delete", "blank"
TIME = re.compile(r"(\d+) (minute|day)s? after (\w+)")


@dataclass(frozen=True)
class Period:
    """Either a word of `KEEPING`, without an end that a clock knows, or a time after something."""

    word: str = ""
    length: timedelta | None = None
    after: str = ""


@dataclass(frozen=True)
class Line:
    """One column: `table` is a model ("forum.Post"), or the name of a table that no model knows (`vendor` then says on
    which database)."""

    table: str
    column: str
    part: str
    purpose: str
    basis: str
    keep: str
    leaving: str
    by: str = ""
    since: tuple[str, ...] = ()
    how: str = ""
    called: str = ""
    vendor: str = ""

    @property
    def period(self) -> Period:
        found = TIME.fullmatch(self.keep)
        if found is None:
            return Period(word=self.keep)
        number, unit, after = found.groups()
        return Period(length=timedelta(**{f"{unit}s": int(number)}), after=after)

    @property
    def is_personal(self) -> bool:
        return self.basis != "none"

    @property
    def is_nightly(self) -> bool:
        return self.by == NIGHTLY


@dataclass(frozen=True)
class Sweep:
    """Work of the nightly task: rows of a model, or some of their columns, whose time is over."""

    model: type[Model]
    columns: tuple[str, ...]
    since: tuple[str, ...]
    length: timedelta
    blanks: bool

    @property
    def name(self) -> str:
        """What a report calls it: the model, and the columns where the row stays."""
        return " ".join([self.model._meta.label, *self.columns]) if self.blanks else self.model._meta.label


class Twice(ValueError):
    """A table has two entries, and YAML would forget the first without a word."""


@cache
def retention() -> tuple[Line, ...]:
    """Every line, in the order of the file."""
    return tuple(load(FILE.read_text(encoding="utf-8")))


def load(text: str) -> Iterator[Line]:
    loader = LOADER(text)
    root: Any = loader.get_single_node()
    names = Counter(key.value for key, _value in root.value)
    if twice := sorted(name for name, number in names.items() if number > 1):
        raise Twice(", ".join(twice))
    for table, entry in loader.construct_document(root).items():
        yield from _lines_in(table, entry)


def _lines_in(table: str, entry: dict[str, Any]) -> Iterator[Line]:
    """The entry's own columns, those of its exceptions, and those that differ from database to database."""
    known = {key: value for key, value in entry.items() if key not in {"fields", "but", "columns"}}
    yield from _named(table, known, entry.get("fields", []))
    for other in entry.get("but", []):
        usual = {"by", "since", "how", "called"} if "keep" in other else set()  # they belong to the entry's own time
        kept = {key: value for key, value in known.items() if key not in usual}
        own = {key: value for key, value in other.items() if key != "fields"}
        yield from _named(table, kept | own, other["fields"])
    for vendor, columns in entry.get("columns", {}).items():
        yield from (replace(line, vendor=vendor) for line in _named(table, known, columns))


def _named(table: str, known: dict[str, Any], columns: list[str]) -> Iterator[Line]:
    words = known | {"since": tuple(known.get("since", ()))}
    return (Line(table=table, column=column, **words) for column in columns)


def models() -> list[type[Model]]:
    """Every model with a table in this database, those between two others included."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def columns_of(model: type[Model]) -> list[str]:
    """By the names of their fields: `author`, not `author_id`."""
    return [field.name for field in model._meta.local_concrete_fields]


def lines_of(model: type[Model]) -> dict[str, Line]:
    return {line.column: line for line in retention() if line.table == model._meta.label}


def columns_by_leaving(rule: str) -> Iterator[tuple[type[Model], list[str]]]:
    """What is to happen by this rule when a member leaves: models in the order of the file, and their columns."""
    chosen = (line for line in retention() if line.leaving == rule and "." in line.table)
    for table, lines in groupby(chosen, key=lambda line: line.table):
        yield apps.get_model(table), [line.column for line in lines]


def sweeps() -> list[Sweep]:
    """In the order of the file; one for each time of a model."""
    found: dict[tuple[object, ...], list[Line]] = {}
    for line in retention():
        if line.is_nightly:
            found.setdefault((line.table, line.keep, line.since, line.how), []).append(line)
    return [_sweep(lines) for lines in found.values()]


def _sweep(lines: list[Line]) -> Sweep:
    first = lines[0]
    length = first.period.length or timedelta.max  # the latter is refused by `problems`
    columns = tuple(line.column for line in lines)
    return Sweep(apps.get_model(first.table), columns, first.since, length, blanks=first.how == BLANK)
