"""PostgreSQL: dumped and restored by its own programs, in one snapshot and in one transaction."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from community.backups.manifest import Manifest, Unusable
from community.core.progress import Progress

PROGRAMS = ("pg_dump", "pg_restore", "psql")
HOW_TO_GET = "Install the client programs of your PostgreSQL: on Debian and Ubuntu, apt-get install postgresql-client"
NOT_FOR_LIBPQ = {"cursor_factory", "context", "prepare_threshold", "password", "row_factory", "autocommit"}
# All names first: what goes with something else before its turn has none any more.
EMPTY = """
DO $$ DECLARE line text; BEGIN
  FOREACH line IN ARRAY COALESCE((
    SELECT array_agg(format('DROP %s IF EXISTS public.%I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm'
      THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname))
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'a', 'i'))), '{}')
  LOOP EXECUTE line; END LOOP;
  FOREACH line IN ARRAY COALESCE((
    SELECT array_agg(format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure))
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')), '{}')
  LOOP EXECUTE line; END LOOP;
END $$;
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
OTHERS = (
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def look_for_programs() -> None:
    """Raises Unusable where one is missing or older than the server."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        raise Unusable(f"{' and '.join(missing)} cannot be found. {HOW_TO_GET}.")
    with closing(_line()) as line:
        server = line.info.server_version // 10_000
    told = subprocess.run(["pg_dump", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", told)
    if found is None or int(found[1]) < server:
        raise Unusable(
            f"pg_dump is too old for the server ({told.strip()}; PostgreSQL {server}). {HOW_TO_GET}-{server}."
        )


def snapshot(target: Path, progress: Progress) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Dump, counts and migrations of one moment, whatever is written meanwhile."""
    with closing(_line()) as line, line.transaction():
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (moment,) = _one(line, "SELECT pg_export_snapshot()")
        (size,) = _one(line, "SELECT pg_database_size(current_database())")
        progress.begin(f"Database ({size // 1_000_000} MB)", 1)
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={moment}",
             f"--file={target}", f"--dbname={_where()}")  # fmt: skip
        counts, done = _tables(line), _migrations(line)
    progress.end()
    return counts, done


def has_members() -> bool:
    with closing(_line()) as line:
        (there,) = _one(line, "SELECT to_regclass('public.accounts_user') IS NOT NULL")
        return bool(there and _one(line, "SELECT EXISTS (SELECT 1 FROM public.accounts_user)")[0])


def is_used_by_others() -> int:
    """How many connections of this site there are beside ours, from whatever machine."""
    with closing(_line()) as line:
        return int(_one(line, OTHERS)[0])


def numbers() -> dict[str, int]:
    with closing(_line()) as line:
        given = (
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
        return dict(line.execute(given).fetchall())


def look_through(file: Path, manifest: Manifest, archive: Path) -> str:
    """Raises Unusable; otherwise what was looked at, in words. Restored into a database of its own if we may make one,
    otherwise read by pg_restore."""
    try:
        with _scratch() as name:
            load(file, manifest, archive, database=name)
    except psycopg.errors.InsufficientPrivilege:
        listed = _run("pg_restore", "--list", str(file)).decode()
        missing = [name for name in manifest.tables if f" TABLE DATA public {name} " not in listed]
        if missing:
            raise Unusable(f"{archive} is damaged: {missing[0]} is missing from its database.") from None
        return "The database lists every table (its role may not make a database, so the rows were not counted)."
    return f"The database holds the {manifest.rows} rows in {len(manifest.tables)} tables that were backed up."


@contextmanager
def _scratch() -> Iterator[str]:
    name = f"check_{uuid4().hex}"
    with closing(_line()) as line:
        line.autocommit = True
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        try:
            yield name
        finally:
            line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def load(file: Path, manifest: Manifest, archive: Path, *, database: str = "") -> None:
    """Everything that is there makes room for what is in the dump, or nothing changes. Its rows are counted before."""
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as dump_errors:
        psql = _start("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--file=-",
                      f"--dbname={_where(database)}", stdin=subprocess.PIPE, stderr=errors)  # fmt: skip
        dump = _start("pg_restore", "--no-owner", "--no-privileges", "--no-comments", "--file=-", str(file),
                      stdout=subprocess.PIPE, stderr=dump_errors)  # fmt: skip
        is_whole = _pour(dump, psql, manifest)
        if not is_whole or psql.returncode:
            why = _first_error(errors) or _first_error(dump_errors)
            raise Unusable(f"{archive} could not be restored, and nothing was changed: {why}")


def _pour(dump: "subprocess.Popen[bytes]", psql: "subprocess.Popen[bytes]", manifest: Manifest) -> bool:
    """COMMIT is said only when all has arrived: a line that breaks off before leaves everything as it was."""
    if psql.stdin is None or dump.stdout is None:
        raise TypeError("Both are pipes.")
    is_whole = False
    try:
        psql.stdin.write(f"BEGIN;\n{EMPTY}".encode())
        shutil.copyfileobj(dump.stdout, psql.stdin)
        is_whole = dump.wait() == 0
        if is_whole:
            psql.stdin.write(f"{_counted(manifest.tables)}\nCOMMIT;\n".encode())
        psql.stdin.close()
    except BrokenPipeError:  # psql has said why
        is_whole = False
        dump.kill()
    dump.stdout.close()
    dump.wait()
    psql.wait()
    return is_whole


def _counted(wanted: dict[str, int]) -> str:
    """SQL that fails where a table has not as many rows as it should."""
    checks = [
        f"IF (SELECT COUNT(*) FROM public.{_quoted(name)}) <> {number} THEN"
        f" RAISE EXCEPTION 'not as many rows as were backed up in %', {_literal(name)}; END IF;"
        for name, number in wanted.items()
    ]
    return "DO $counts$ BEGIN " + "\n".join([*checks, "END $counts$;"])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_error(log: IO[bytes]) -> str:
    """Without what PostgreSQL quotes of rows in the lines that follow."""
    log.seek(0)
    lines = log.read().decode(errors="replace").splitlines()
    return next(
        (line for line in lines if "ERROR" in line or "error" in line or "FATAL" in line), lines[0] if lines else ""
    )


def _tables(line: "psycopg.Connection[Any]") -> dict[str, int]:
    names = [name for (name,) in line.execute(TABLES).fetchall()]
    return {name: _one(line, f"SELECT COUNT(*) FROM public.{_quoted(name)}")[0] for name in names}


def _migrations(line: "psycopg.Connection[Any]") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in line.execute("SELECT app, name FROM public.django_migrations ORDER BY app, name").fetchall():
        found.setdefault(app, []).append(name)
    return found


def _one(line: "psycopg.Connection[Any]", question: str) -> tuple[Any, ...]:
    answer: tuple[Any, ...] = line.execute(question.encode()).fetchone() or (None,)
    return answer


def _line() -> "psycopg.Connection[Any]":
    """Beside the pool: a connection of our own, that ends with us."""
    try:
        return psycopg.connect(_where(), password=connection.settings_dict["PASSWORD"] or None)
    except psycopg.OperationalError as error:
        raise Unusable(f"DATABASE_URL: the database cannot be reached. {str(error).splitlines()[0]}") from error


def _where(database: str = "") -> str:
    """Without the password: whoever lists processes reads command lines."""
    given = {name: value for name, value in connection.get_connection_params().items() if name not in NOT_FOR_LIBPQ}
    return make_conninfo(**{**given, **({"dbname": database} if database else {})})


def _environment() -> dict[str, str]:
    password = str(connection.settings_dict["PASSWORD"] or "")
    return {**os.environ, **({"PGPASSWORD": password} if password else {})}


def _start(*words: str, **streams: Any) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(words, env=_environment(), **streams)


def _run(*words: str) -> bytes:
    done = subprocess.run(words, env=_environment(), capture_output=True, check=False)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise Unusable(f"{words[0]} failed: {lines[0]}")
    return done.stdout
