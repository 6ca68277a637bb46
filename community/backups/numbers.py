"""Rows that come after a restore get numbers that were never given out, not even by the site that was lost.

Otherwise an old mail's link would lead to a stranger's post, a new mail would have the Message-ID of an old one and be
dropped as its double, and an erasure noted of a lost row would fall on a new one."""

import json
from pathlib import Path

from django.db import connection

LEAST_GAP = 10_000
SHARE = 10  # a tenth of what there is, where that is more


def write_numbers(file: Path, numbers: dict[str, int]) -> None:
    file.write_text(json.dumps(numbers))


def read_numbers(file: Path) -> dict[str, int]:
    return {str(name): int(value) for name, value in json.loads(file.read_text()).items()}


def go_on_above(lost: dict[str, int]) -> None:
    """`lost` are the highest of the database that was replaced, if it could still be read."""
    with connection.cursor() as cursor:
        for name, highest in _highest().items():
            start = max(lost.get(name, 0), highest + max(LEAST_GAP, highest // SHARE))
            if connection.vendor == "sqlite":
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [start, name])
            else:
                cursor.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', start])


def _highest() -> dict[str, int]:
    given = "SELECT name, seq FROM sqlite_sequence"
    if connection.vendor != "sqlite":
        given = "SELECT sequencename, COALESCE(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
    with connection.cursor() as cursor:
        cursor.execute(given)
        return dict(cursor.fetchall())
