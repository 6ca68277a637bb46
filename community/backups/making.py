"""Make one backup: under a name that nobody takes for one until it is whole and has been read again."""

import os
import shutil
import tempfile
import tomllib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from community.backups.archive import DATABASE, MEDIA, Writer, read_whole
from community.backups.databases import ours
from community.backups.folder import UNFINISHED, forgotten_work, name_of
from community.backups.manifest import Head, Manifest, Unusable
from community.core.erasures import FOLDER, copy_log
from community.core.progress import Progress


def make_backup(folder: Path, progress: Progress, *, now: datetime) -> tuple[Path, Manifest]:
    target = folder / name_of(now)
    refuse_folder(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists():
            raise Unusable(f"{target} is there already. Wait a second.")
        for left in forgotten_work(folder, now=now):
            shutil.rmtree(left)
        work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
    except OSError as error:
        raise Unusable(f"{folder} cannot be written to: {error.strerror}.") from error
    try:
        manifest = _write(work, progress, now=now)
        (work / target.name).rename(target)
        _remember_names(folder)
    except OSError as error:
        raise Unusable(f"The backup could not be written to {folder}: {error.strerror}. Nothing was kept.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target, manifest


def refuse_folder(folder: Path) -> None:
    """A backup must not hold the ones before it."""
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Unusable(f"{folder} lies among the pictures of the site. Choose a folder outside {settings.VAR_DIR}.")


def _write(work: Path, progress: Progress, *, now: datetime) -> Manifest:
    """The database first: each of its pictures is there by then, and the few that came later are left out by whoever
    restores."""
    archive, database = work / name_of(now), work / DATABASE
    tables, migrations = ours().snapshot(database, progress)
    pictures = list(files_below(Path(settings.MEDIA_ROOT)))
    total = sum(path.stat().st_size for path in [database] if path.exists()) + _size_of(pictures)
    progress.begin("Writing", total)
    with Writer(archive, head(now), progress.add) as writer:
        writer.add_file(DATABASE, database)
        for path in pictures:
            writer.add_file(f"{MEDIA}{path.relative_to(settings.MEDIA_ROOT).as_posix()}", path)
        writer.finish(migrations=migrations, tables=tables)
    progress.end()
    progress.begin("Reading it again", total)
    manifest = read_whole(archive, lambda _name: None, progress.add)
    progress.end()
    return manifest


def head(now: datetime) -> Head:
    return Head(
        site=settings.SITE_NAME,
        version=version(),
        made_at=now,
        vendor=connection.vendor,
        is_demo=settings.DEMO_MARK.exists(),
    )


def version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])


def files_below(folder: Path) -> list[Path]:
    """Plain files; a link would lead out of the folder."""
    found = []
    for place, _folders, names in os.walk(folder):
        found += [path for name in names if (path := Path(place, name)).is_file() and not path.is_symlink()]
    return sorted(found)


def _size_of(paths: list[Path]) -> int:
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except FileNotFoundError:  # never posted, and gone meanwhile
            continue
    return total


def _remember_names(folder: Path) -> None:
    """The new name outlasts a power cut only when the folder is on disk too; and erasures so far lie beside it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    copy_log(settings.VAR_DIR / FOLDER, folder / FOLDER)
