"""What was taken away, kept outside the database: whoever restores an older one takes the same away again.

A line says when, `-` for taken away or `+` for put back, what kind of thing, and which rows; its full stop says that it
is whole. No words, no names. One file for each month, only ever added to, so that old ones can be thrown away whole
once no backup is as old as they.
"""

import contextlib
import fcntl
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

FOLDER = "erasures"
GONE, BACK, END = "-", "+", "."
ONLY_US = 0o600

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    at: datetime
    sign: str
    kind: str
    keys: tuple[str, ...]


def record_erasure(kind: str, *keys: object) -> None:
    """After commit. `kind` is one of settings.ERASED_AGAIN, which knows how to do it once more."""
    _record(GONE, kind, keys)


def record_return(kind: str, *keys: object) -> None:
    """It was undone: an erasure of the same kind and key counts no more."""
    _record(BACK, kind, keys)


def _record(sign: str, kind: str, keys: Iterable[object]) -> None:
    if kind not in settings.ERASED_AGAIN:
        raise ValueError(f"{kind!r} is no kind that a restore knows.")
    if words := ",".join(str(key) for key in keys):
        transaction.on_commit(partial(_append, f"{sign} {kind} {words} {END}"))


def _append(words: str) -> None:
    """The moment is that of the commit, or just after: what a backup begun later holds is without it already."""
    now = timezone.now()
    folder = settings.VAR_DIR / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        add_lines(folder / f"{now:%Y-%m}.log", [f"{now.isoformat()} {words}"])
    except OSError as problem:  # what was asked for is done, and the page must say so
        logger.error("An erasure was not noted (%s, STEADFOLD_VAR): %s", type(problem).__name__, words)


def add_lines(file: Path, lines: Iterable[str]) -> None:
    """One process at a time, so that two never mix theirs. Half a line, of a machine that lost its power, keeps to
    itself."""
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, ONLY_US)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        left = _break_before(handle) + "".join(f"{line}\n" for line in lines).encode()
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _break_before(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    return b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""


def copy_log(source: Path, target: Path) -> None:
    """Every line that is not there yet. A copy that is behind is still a copy, so nothing is taken out of one."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in sorted(source.glob("*.log")):
        there = target / file.name
        known = set(_lines_in(there)) if there.exists() else set()
        if new := [line for line in _lines_in(file) if line not in known]:
            add_lines(there, new)


def _lines_in(file: Path) -> list[str]:
    """Bytes that are no text make a line that nobody can read, and spoil no other."""
    return file.read_text(errors="replace").splitlines()


def forget_before(folder: Path, moment: datetime) -> None:
    """Months that ended before: no backup is as old as they."""
    for file in folder.glob("*.log"):
        with contextlib.suppress(OSError):
            if file.stem < f"{moment:%Y-%m}":
                file.unlink()


def gone_since(moment: datetime, places: Iterable[Path]) -> dict[str, list[str]]:
    """By kind, what was taken away since then and not put back. A file, or a folder of them; a line that stands in two
    of them counts once, and one that cannot be read is left out."""
    lines = {line for place in places for file in _files(place) for line in _lines_in(file)}
    times: Counter[tuple[str, str]] = Counter()
    for entry in sorted(filter(None, map(_parsed, lines)), key=lambda entry: entry.at):
        if entry.at >= moment:
            for key in entry.keys:
                here = entry.kind, key
                times[here] = times[here] + 1 if entry.sign == GONE else max(0, times[here] - 1)
    found: dict[str, list[str]] = {}
    for (kind, key), number in times.items():
        if number:
            found.setdefault(kind, []).append(key)
    return found


def _files(place: Path) -> Iterator[Path]:
    yield from sorted(place.glob("*.log")) if place.is_dir() else [place] if place.is_file() else []


def _parsed(line: str) -> Entry | None:
    try:
        moment, sign, kind, keys, end = line.split(" ")
        at = datetime.fromisoformat(moment)
    except ValueError:  # half a line, from a machine that lost its power
        return None
    return Entry(at, sign, kind, tuple(keys.split(","))) if end == END else None
