"""The database of the running site as it was at first, for every test anew: they come in any order, with the same
members of the demo, and none of them reads what another one wrote.

Numbers of rows go on: what still runs of the test before never means a row of the next."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import psycopg
from psycopg import IsolationLevel, sql

WAITS = 20  # seconds, as long as the site
TRIES = 10  # a worker that writes may be in the way, and is told to give way as often as we are
KEPT = "the_beginning"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
COLUMNS = (
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'"
)


class OnSQLite:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.copy = file.with_name(f"{KEPT}.sqlite3")
        with self._open(file) as there, self._open(self.copy) as kept:
            there.backup(kept)

    def again(self) -> None:
        with self._open(self.file) as there, self._open(self.copy) as kept:
            given = there.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
            kept.execute("DELETE FROM sqlite_sequence")
            kept.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", given)
            kept.commit()
            kept.backup(there)

    @staticmethod
    def _open(file: Path) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(file, timeout=WAITS))


class OnPostgreSQL:
    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url) as there:
            there.isolation_level = IsolationLevel.REPEATABLE_READ  # all tables as they were in one moment
            self.columns = {table: _columns(there, table) for (table,) in there.execute(TABLES).fetchall()}
            there.execute(f"CREATE SCHEMA {KEPT}")
            for table in self.columns:
                there.execute(_said("CREATE TABLE {kept} AS TABLE {table}", table))

    def again(self) -> None:
        for _try in range(TRIES):
            with suppress(psycopg.errors.DeadlockDetected):
                self._put_back()
                return
        raise AssertionError("Somebody writes all the time.")

    def _put_back(self) -> None:
        """As a replica, which takes rows as they are: no trigger writes of them what was kept, too."""
        with psycopg.connect(self.url) as there:
            there.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(_listed(self.columns)))
            there.execute("SET LOCAL session_replication_role = replica")
            for table, columns in self.columns.items():
                there.execute(_said("DELETE FROM {table}", table))
                there.execute(_said("INSERT INTO {table} ({columns}) SELECT {columns} FROM {kept}", table, columns))


def _columns(there: psycopg.Connection, table: str) -> list[str]:
    return [name for (name,) in there.execute(COLUMNS, [table]).fetchall()]


def _said(words: str, table: str, columns: Iterable[str] = ()) -> sql.Composed:
    kept = sql.Identifier(KEPT, table)
    return sql.SQL(words).format(table=sql.Identifier(table), kept=kept, columns=_listed(columns))


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
