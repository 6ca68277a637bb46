"""Rows in which quotes of what was taken back, or is back, have to be marked anew (`core.text.traces`)."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from community.core.text.traces import Marks, Trace, marks_after

AT_ONCE = 500
Knows = Callable[[int, int], bool]  # an account, and the key of a trace: may this member have read that?
OWN = ("pk", "author_id", "body", "taken_back")


def has_quotes(rows: "QuerySet[Any]") -> bool:
    return rows.filter(body__contains=">").exists()


def to_mark(
    rows: "QuerySet[Any]", traces: Collection[Trace], *, knows: Knows, columns: tuple[str, str, str, str] = OWN
) -> Iterator[tuple[int, Marks | None]]:
    """By key, what it has from now on. `columns`: key, writer, text and marks, where they are not the row's own."""
    body = columns[2]
    seen: dict[int, Marks | None] = {}
    quoting = rows.filter(**{f"{body}__contains": ">"}).order_by("pk")
    for key, writer, text, stored in quoting.values_list(*columns).iterator(chunk_size=AT_ONCE):
        marks = seen.get(key, stored)
        if (after := marks_after(text, marks, traces)) == marks:
            continue
        known = [trace for trace in traces if not trace.gone or knows(writer, trace.key)]
        if (after := marks_after(text, marks, known)) != marks:
            seen[key] = after
            yield key, after
