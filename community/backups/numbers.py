"""Rows that come after a restore get numbers that were never given out, not even by the site that was lost.

Otherwise an old mail's link would lead to a stranger's post, a new mail would have the Message-ID of an old one and be
dropped as its double, and an erasure noted of a lost row would fall on a new one."""

import json
from pathlib import Path

from django.db import connection

LEAST_GAP = 10_000
GIVEN = {
    "sqlite": "SELECT name, COALESCE((SELECT seq FROM sqlite_sequence AS given WHERE given.name = master.name), 0)"
    " FROM sqlite_master AS master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'",
    "postgresql": "SELECT sequencename, COALESCE(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'",
}
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
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, start])
            else:
                cursor.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', start])


def _highest() -> dict[str, int]:
    """Of every table that counts, also of one without rows: the lost site may have had some."""
    with connection.cursor() as cursor:
        cursor.execute(GIVEN[connection.vendor])
        return dict(cursor.fetchall())
