"""Rows that are only ever added: the database itself refuses to change, replace or delete them, whoever asks.

`keep` runs after every `migrate` (apps.py), because SQLite builds a table anew when a migration changes it, and the old
one's triggers go with it. A migration that has to change such rows calls `lift` first.
"""

from collections.abc import Collection
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = [
    "moderation_caseevent",
    "moderation_report",
    "moderation_challenge",
    "moderation_decision",
    "moderation_undoing",
    "moderation_appeal",
    "moderation_answer",
    "moderation_unmaskingview",
    "moderation_membernote",
    "moderation_teammessage",
    "moderation_reviewentry",
]
UNCHANGED = ["accounts_signinevent", "moderation_signupanswer"]  # these go again, after their time
ADDED_TO = "%s is only ever added to"  # what the database answers
EMPTYING = ["delete", "truncate"]
ACTS = {"sqlite": ["update", "delete"], "postgresql": ["update", "delete", "truncate"]}
LISTS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger",
}
FUNCTION = """
CREATE OR REPLACE FUNCTION moderation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE restrict_violation USING MESSAGE = TG_TABLE_NAME || ' is only ever added to'; END $$
"""


def keep(connection: BaseDatabaseWrapper) -> None:
    """Put up what is missing, on every table that is there."""
    missing = _wanted(connection) - _standing(connection)
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table, act in sorted(missing):
            cursor.execute(_trigger(connection.vendor, table, act))


def lift(connection: BaseDatabaseWrapper, acts: Collection[str] = ("update", "delete", "truncate")) -> None:
    """Take these refusals away, for a migration that cannot do without."""
    of_table = " ON {}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table, act in sorted(_standing(connection)):
            if act in acts:
                cursor.execute(f"DROP TRIGGER {_name(table, act)}{of_table.format(table)}")


def keep_after_migrating(*, using: str, **kwargs: Any) -> None:
    """Told by Django after every `migrate`."""
    keep(connections[using])


def keep_in_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    keep(schema_editor.connection)


def lift_in_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    lift(schema_editor.connection)


def _wanted(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    there = set(connection.introspection.table_names())
    return {(table, act) for table, act in _refusals(connection) if table in there}


def _standing(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(LISTS[connection.vendor])
        names = {name for (name,) in cursor.fetchall()}
    return {(table, act) for table, act in _refusals(connection) if _name(table, act) in names}


def _refusals(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    acts = ACTS[connection.vendor]
    added = {(table, act) for table in TABLES for act in acts}
    return added | {(table, act) for table in UNCHANGED for act in acts if act != "delete"}


def _name(table: str, act: str) -> str:
    return f"{table}_refuses_{act}"


def _trigger(vendor: str, table: str, act: str) -> str:
    begins = f"CREATE TRIGGER {_name(table, act)} BEFORE {act.upper()} ON {table}"
    if vendor == "sqlite":
        return f"{begins} BEGIN SELECT RAISE(ABORT, '{ADDED_TO % table}'); END"
    each = "STATEMENT" if act == "truncate" else "ROW"
    return f"{begins} FOR EACH {each} EXECUTE FUNCTION moderation_refuse()"
