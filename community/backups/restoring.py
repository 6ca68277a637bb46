"""Put a backup in place of what is there. Everything is made ready aside first; the last step is short."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from community.backups.archive import DATABASE, MEDIA, head_of, read_whole
from community.backups.databases import ours, postgresql, sqlite
from community.backups.manifest import Head, Manifest, Unusable
from community.backups.numbers import write_numbers
from community.core.erasures import FOLDER, copy_log
from community.core.progress import Progress
from community.core.running import mark

STAGE = "restoring"
NUMBERS = "numbers.json"
ROOM_TO_SPARE = 1.1


@dataclass(frozen=True)
class Stage:
    """A state folder beside the site's own, in which another process of this program finds the restored site."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / (sqlite.path().name if connection.vendor == "sqlite" else DATABASE)

    @property
    def media(self) -> Path:
        return self.folder / Path(settings.MEDIA_ROOT).name

    @property
    def numbers(self) -> Path:
        return self.folder / NUMBERS

    def sink(self, name: str) -> IO[bytes]:
        path = self.database if name == DATABASE else self.media / name.removeprefix(MEDIA)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def refuse_head(archive: Path) -> Head:
    """What can be said before the archive is unpacked."""
    head = head_of(archive)
    if head.vendor != connection.vendor:
        raise Unusable(
            f"{archive} was made on {head.vendor}, and this site uses {connection.vendor}. "
            "Set DATABASE_URL as it was where the backup was made."
        )
    need, free = int(archive.stat().st_size * ROOM_TO_SPARE), shutil.disk_usage(settings.VAR_DIR).free
    if free < need:
        raise Unusable(f"{settings.VAR_DIR} has room for {free >> 20} MB, and {need >> 20} MB are needed.")
    return head


def refuse_newer(archive: Path, manifest: Manifest) -> None:
    known = {(app, name) for app, name in MigrationLoader(None).disk_migrations}
    newer = [
        f"{app}.{name}" for app, names in manifest.migrations.items() for name in names if (app, name) not in known
    ]
    if newer:
        raise Unusable(
            f"{archive} was made by a newer version ({manifest.head.version}): this one does not know {newer[0]}. "
            f"Install version {manifest.head.version} or a later one first."
        )


def check(archive: Path, progress: Progress, *, scratch: Path) -> list[str]:
    """Read the whole of it and restore its database aside; what was found, in words. Raises Unusable."""
    progress.begin("Reading", archive.stat().st_size if archive.is_file() else 0)
    target = scratch / DATABASE
    manifest = read_whole(archive, lambda name: target.open("wb") if name == DATABASE else None, progress.add)
    progress.end()
    told = [f"{archive} is whole: {len(manifest.files)} files with the right checksums."]
    vendor = manifest.head.vendor
    if vendor not in ("sqlite", connection.vendor):
        return [*told, f"Its database is one of {vendor}, which this site does not use: only the file was compared."]
    refuse_newer(archive, manifest)
    module = sqlite if vendor == "sqlite" else postgresql
    return [*told, module.look_through(target, manifest, archive)]


def restore(archive: Path, progress: Progress, *, erasures: Iterable[Path]) -> list[str]:
    """What was done, in words. Raises Unusable; the caller sees to it that nothing of the site runs."""
    stage = Stage(Path(settings.VAR_DIR) / STAGE)
    shutil.rmtree(stage.folder, ignore_errors=True)
    stage.folder.mkdir(mode=0o700)
    try:
        manifest = _unpack(archive, stage, progress)
        return _put_in_place(archive, manifest, stage, [*erasures, archive.parent / FOLDER], progress)
    except OSError as error:
        raise Unusable(f"{settings.VAR_DIR} cannot be written to: {error.strerror}.") from error
    finally:
        shutil.rmtree(stage.folder, ignore_errors=True)


def _unpack(archive: Path, stage: Stage, progress: Progress) -> Manifest:
    progress.begin("Unpacking", archive.stat().st_size)
    manifest = read_whole(archive, stage.sink, progress.add)
    progress.end()
    refuse_newer(archive, manifest)
    stage.media.mkdir(mode=0o700, exist_ok=True)
    write_numbers(stage.numbers, ours().numbers())
    return manifest


def _put_in_place(
    archive: Path, manifest: Manifest, stage: Stage, erasures: list[Path], progress: Progress
) -> list[str]:
    """SQLite is brought up to date aside and then renamed. PostgreSQL changes in one transaction, and is brought up to
    date in place: until that is done nothing of the site starts."""
    progress.say("Comparing the database.")
    if connection.vendor == "sqlite":
        told = [sqlite.look_through(stage.database, manifest, archive)]
        told += _bring_up_to_date(manifest, stage, erasures)
        mark().touch(0o600)
        sqlite.put_in_place(stage.database)
    else:
        _load(stage.database, manifest, archive)
        told = [f"The database holds the {manifest.rows} rows that were backed up."]
        told += _bring_up_to_date(manifest, stage, erasures)
    _swap_media(stage)
    _mark_demo(manifest.head)
    copy_log(stage.folder / FOLDER, Path(settings.VAR_DIR) / FOLDER)
    mark().unlink(missing_ok=True)
    return told


def _load(database: Path, manifest: Manifest, archive: Path) -> None:
    """The mark stands before the first change: whoever starts the site in between would send mails."""
    was_marked = mark().exists()
    mark().touch(0o600)
    try:
        postgresql.load(database, manifest, archive)
    except Unusable:  # everything is as it was
        if not was_marked:
            mark().unlink()
        raise


def _bring_up_to_date(manifest: Manifest, stage: Stage, erasures: list[Path]) -> list[str]:
    """By another process, for which the staged folder is the site: nothing it does touches what still stands."""
    own = Path(settings.VAR_DIR) / FOLDER
    words = [word for place in [own, *erasures] for word in ("--erasures", str(place.resolve()))]
    command = [sys.executable, "manage.py", "after_restore", manifest.head.made_at.isoformat()]
    done = subprocess.run(
        [*command, "--numbers", str(stage.numbers), *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "FIELD_KEYS": ",".join(settings.FIELD_KEYS), "STEADFOLD_VAR": str(stage.folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Unusable(f"The backup could not be brought up to date: {reason}")
    return done.stdout.splitlines()


def _swap_media(stage: Stage) -> None:
    """What stands in the folder, not the folder: it may be a disk of its own."""
    media, old = Path(settings.MEDIA_ROOT), stage.folder / "old"
    media.mkdir(mode=0o700, parents=True, exist_ok=True)
    old.mkdir(mode=0o700)
    for path in list(media.iterdir()):
        shutil.move(path, old / path.name)
    for path in list(stage.media.iterdir()):
        shutil.move(path, media / path.name)


def _mark_demo(head: Head) -> None:
    """Whether the made-up community lives here goes with the database."""
    if head.is_demo:
        settings.DEMO_MARK.touch()
    else:
        settings.DEMO_MARK.unlink(missing_ok=True)
