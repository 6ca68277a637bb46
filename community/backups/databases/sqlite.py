"""SQLite: copied while the site runs, as it was at one moment; put in place by a rename."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from community.backups.manifest import Manifest, Unusable
from community.core.progress import Progress

PAGES = 500  # between two looks at the clock
ONLY_US = 0o600
SIDE_FILES = ("-wal", "-shm", "-journal")


def path() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def snapshot(target: Path, progress: Progress) -> tuple[dict[str, int], dict[str, list[str]]]:
    """A copy of one moment, without the remains of what was deleted; its rows by table, and what migrations had run.

    The open transaction holds that moment: without it the copying would begin again whenever somebody writes."""
    try:
        _copy(target, progress)
        return tables(target), migrations(target)
    except sqlite3.Error as error:
        raise Unusable(f"{path()} could not be copied: {error}. Nothing was kept.") from error


def _copy(target: Path, progress: Progress) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_US))
    with closing(_open(path())) as source, closing(_open(target)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        progress.begin("Database", 0)
        source.backup(copy, pages=PAGES, progress=lambda _status, left, total: _tell(progress, total - left, total))
        source.execute("COMMIT")
        _leave_no_remains(copy)
    progress.end()


def _tell(progress: Progress, done: int, total: int) -> None:
    progress.total = total
    progress.at(done)


def _leave_no_remains(copy: sqlite3.Connection) -> None:
    """Deleted words stay in free pages, and in the index of search until it is tidied."""
    copy.execute("PRAGMA journal_mode = DELETE")
    indexes = copy.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING%fts5%'").fetchall()
    for (name,) in indexes:
        copy.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')
    copy.execute("VACUUM")


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True, isolation_level=None, timeout=20)


def tables(file: Path) -> dict[str, int]:
    with closing(_open(file)) as line:
        names = [name for (name,) in line.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: line.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}


def migrations(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with closing(_open(file)) as line:
        for app, name in line.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
            found.setdefault(app, []).append(name)
    return found


def has_members() -> bool:
    if not path().exists():
        return False
    try:
        with closing(_open(path())) as line:
            return bool(line.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return "no such table" not in str(error)  # broken, or not a database: somebody has to say that it may go


def numbers() -> dict[str, int]:
    """The highest that was given out in each table; none where the database cannot be read any more."""
    if not path().exists():
        return {}
    try:
        with closing(_open(path())) as line:
            return dict(line.execute("SELECT name, seq FROM sqlite_sequence"))
    except sqlite3.DatabaseError:
        return {}


def look_through(file: Path, manifest: Manifest, archive: Path) -> str:
    """Raises Unusable; otherwise what was looked at, in words."""
    try:
        with closing(_open(file)) as line:
            (answer,) = line.execute("PRAGMA integrity_check(1)").fetchone()
        found = tables(file)
    except sqlite3.DatabaseError as error:
        answer, found = str(error), {}
    if answer != "ok" or found != manifest.tables:
        raise Unusable(f"{archive} is damaged: its database does not hold what was backed up ({answer}).")
    return f"The database holds the {manifest.rows} rows in {len(found)} tables that were backed up."


def put_in_place(file: Path) -> None:
    """By one rename. What the old one had beside it would be taken for the new one's."""
    with closing(_open(file)) as line:
        line.execute("PRAGMA journal_mode = DELETE")  # everything is in the one file
    for end in SIDE_FILES:
        Path(f"{path()}{end}").unlink(missing_ok=True)
    file.replace(path())
