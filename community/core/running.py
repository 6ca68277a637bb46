"""Whether the site runs on this machine. Each of its processes holds a lock together with the others; whoever replaces
the database holds it alone. A mark stands where a restore was begun and not finished: until it is, nothing starts."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

LOCK = "running.lock"
MARK = "restore-unfinished"
BEING_RESTORED = "The site is being restored from a backup. Start it again when that is done."
UNFINISHED = (
    "A restore was begun and not finished, so the database may be half of the old and half of the new. "
    "Run `manage.py restore` again; it says what was wrong."
)
_held: list[int] = []  # for as long as the process lives


class CannotRun(Exception):
    """Its text is one plain line for the operator."""


class IsRunning(Exception):
    """Other processes of the site are there."""


def hold() -> None:
    """This process is part of the running site from now on."""
    if mark().exists():
        raise CannotRun(UNFINISHED)
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise CannotRun(BEING_RESTORED) from error
    _held.append(handle)


def hold_or_exit(**kwargs: Any) -> None:
    """For processes that nobody of ours started; Celery's signals call it too."""
    try:
        hold()
    except CannotRun as reason:
        raise SystemExit(str(reason)) from None


@contextmanager
def alone() -> Iterator[None]:
    """Nothing of the site runs here, or starts, until this is over."""
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise IsRunning from error
    else:
        yield
    finally:
        os.close(handle)


def mark() -> Path:
    return Path(settings.VAR_DIR) / MARK


def _open() -> int:
    return os.open(Path(settings.VAR_DIR) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
