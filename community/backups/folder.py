"""Where backups lie: their names, the newest of them, and which are too old to be kept."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from community.backups.archive import head_of
from community.backups.manifest import Unusable

NAME = re.compile(r"steadfold-backup-(\d{4}-\d\d-\d\dT\d{6}Z)\.tar")
STAMP = "%Y-%m-%dT%H%M%SZ"
UNFINISHED = ".unfinished-"  # no backup, whatever is in it
FORGOTTEN_AFTER = timedelta(days=1)


def name_of(made_at: datetime) -> str:
    return f"steadfold-backup-{made_at.astimezone(UTC):{STAMP}}.tar"


def backups_in(folder: Path) -> list[tuple[datetime, Path]]:
    """By their names, oldest first."""
    found = []
    for path in folder.iterdir():
        if (match := NAME.fullmatch(path.name)) and path.is_file() and not path.is_symlink():
            found.append((datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), path))
    return sorted(found)


def chosen(place: Path) -> Path:
    """The file itself, or the newest backup in a folder."""
    if not place.is_dir():
        return place
    found = backups_in(place)
    if not found:
        raise Unusable(f"There is no backup in {place}.")
    return found[-1][1]


def forget_old(folder: Path, *, days: int, now: datetime) -> list[Path]:
    """Those of ours that are older; not the newest, however old it is. What is no backup inside is somebody else's."""
    old = [path for made_at, path in backups_in(folder)[:-1] if made_at < now - timedelta(days=days)]
    ours = [path for path in old if is_ours(path)]
    for path in ours:
        path.unlink()
    return ours


def is_ours(path: Path) -> bool:
    try:
        head_of(path)
    except Unusable:
        return False
    return True


def forgotten_work(folder: Path, *, now: datetime) -> list[Path]:
    """What a run that was killed has left."""
    left = [path for path in folder.glob(f"{UNFINISHED}*") if path.is_dir() and not path.is_symlink()]
    return [path for path in left if path.stat().st_mtime < (now - FORGOTTEN_AFTER).timestamp()]
