"""The newest rows of a large table that say what was asked and may be seen, without reading many others.

PostgreSQL cannot know how many rows have a word: asked for the newest, it goes through all of them for a rare word, and
sorts half of the table for a common one. So the few rows of a rare word are named to it, and those of a common one are
looked through from the newest on until enough may be seen. What may not be seen changes how long this takes, and never
what is found.
"""

from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from community.search.asking import Asked
from community.search.indexes import Index
from community.search.matching import Has

FEW = 3_000  # rows of a rare word
FIRST = 60  # rows of a common one that are looked at first; then four times as many, and so on
STEPS = 3
QUERIES = {
    "postgresql": "SELECT id FROM {} WHERE words @@ websearch_to_tsquery('pg_catalog.english', %s)",
    "sqlite": "SELECT rowid AS id FROM {0} WHERE {0} MATCH %s",
}
KEYS = {"postgresql": "id", "sqlite": "rowid"}
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def newest(rows: Rows, *, index: Index, asked: Asked, enough: int) -> Rows:
    """All of `rows` that say it, or at least `enough` of those with the highest keys."""
    keys = _keys(index, asked, "LIMIT %s", FEW + 1)
    if len(keys) <= FEW:
        return rows.filter(pk__in=keys or [0])  # asked even so: the time would tell of words that may not be seen
    seen: list[int] = []
    before, most = 2**62, FIRST
    key = KEYS[connection.vendor]
    for _ in range(STEPS):
        keys = _keys(index, asked, f"AND {key} < %s ORDER BY {key} DESC LIMIT %s", before, most)
        seen += rows.filter(pk__in=keys).values_list("pk", flat=True)
        if len(seen) >= enough:
            return rows.filter(pk__in=seen)
        before, most = min(keys, default=0), 4 * most
    return rows.filter(Has("pk", index=index, asked=asked))


def _keys(index: Index, asked: Asked, rest: str, *values: int) -> list[int]:
    words = asked.for_postgresql if connection.vendor == "postgresql" else asked.for_sqlite
    with connection.cursor() as cursor:
        cursor.execute(f"{QUERIES[connection.vendor].format(index.name)} {rest}", [words, *values])
        return [key for (key,) in cursor.fetchall()]
