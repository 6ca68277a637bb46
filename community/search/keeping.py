"""Put the indexes up, take them down, and fill them.

After every `migrate`, what is missing or of an older definition is built anew from the rows that are there; there is
nothing in it that could be lost, so no migration of our own says it once more. On SQLite the triggers go before a
migration that has something to do and come back after it: SQLite builds a table anew when a migration changes it, drops
its triggers without a word, and refuses to do so while a trigger of another table names it.
"""

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from community.search.indexes import INDEXES, Index, words_of
from community.search.vendors import VENDORS

BATCH = 500
NO_FTS5 = (
    "Search needs FTS5, and the SQLite of this Python was built without it. Use a Python from python.org or from your "
    "system, or PostgreSQL (DATABASE_URL)."
)


def teach_words(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Told by Django with every new connection: the triggers on SQLite ask Python for the words of a text."""
    if connection.vendor == "sqlite":
        line: Connection = connection.connection
        line.create_function("search_words", 1, words_of, deterministic=True)


def lift_before_migrating(*, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Told by Django before every `migrate`."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        drop_triggers(connection)


def keep_after_migrating(*, using: str, **kwargs: Any) -> None:
    """Told by Django after every `migrate`."""
    keep(connections[using])


def keep(connection: BaseDatabaseWrapper) -> None:
    standing, tables = triggers_of(connection), set(connection.introspection.table_names())
    for index in INDEXES:
        wanted = {f"{index.name}_{index.mark}_{what}" for what in ("added", "changed", "deleted")}
        if {index.owner.table, *(other.table for other in index.others)} <= tables and not wanted <= standing:
            build(connection, index)


@transaction.atomic
def build(connection: BaseDatabaseWrapper, index: Index) -> None:
    vendor = VENDORS[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
            if cursor.fetchone() is None:
                raise ImproperlyConfigured(NO_FTS5)
            drop_triggers(connection, index.name)
        _table, write = vendor.fill(index, "1 = 1")
        for line in (
            *vendor.gone(index),
            *vendor.table(index),
            *vendor.triggers(index),
            write,
            *vendor.sorted_in(index),
        ):
            cursor.execute(line)


def refill(connection: BaseDatabaseWrapper, index: Index) -> Iterator[float]:
    """Write every row's words again, and say after each handful which share is done. Members can write meanwhile."""
    vendor = VENDORS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id), MAX(id) FROM {index.owner.table}")
        first, last = cursor.fetchone()
    for start in range(first or 0, (last or -1) + 1, BATCH):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for line in vendor.fill(index, f"{index.key} >= {start} AND {index.key} < {start + BATCH}"):
                cursor.execute(line)
        yield min(start + BATCH - first, last - first) / max(last - first, 1)
    with connection.cursor() as cursor:
        cursor.execute(vendor.drop_strays(index))
    yield 1


def tidy(connection: BaseDatabaseWrapper) -> None:
    """SQLite keeps the words of rows that went until it writes its index anew; PostgreSQL does that by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in INDEXES:
                cursor.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')")


def triggers_of(connection: BaseDatabaseWrapper, beginning: str = "search_") -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(VENDORS[connection.vendor].names)
        return {name for (name,) in cursor.fetchall() if name.startswith(beginning)}


def drop_triggers(connection: BaseDatabaseWrapper, beginning: str = "search_") -> None:
    with connection.cursor() as cursor:
        for name in sorted(triggers_of(connection, beginning)):
            cursor.execute(f"DROP TRIGGER {name}")
