"""Make a backup while the site runs."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from community.backups.databases import postgresql
from community.backups.folder import forget_old
from community.backups.keys import refuse_beside, write_keys
from community.backups.making import make_backup
from community.backups.manifest import Unusable
from community.core.erasures import FOLDER, forget_before
from community.core.progress import Progress

MOST_DAYS = 3650


class Command(BaseCommand):
    help = "Write database and pictures into one file, while the site runs. Keys are not in it: see --keys."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie; outside the site's own folder")
        parser.add_argument("--keep", type=int, metavar="DAYS", help="then delete backups that are older")
        parser.add_argument("--keys", type=Path, metavar="FILE", help="write the secrets of the environment there too")
        parser.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")

    def handle(
        self, *args: Any, folder: Path, keep: int | None, keys: Path | None, quiet: bool, **options: Any
    ) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is unfinished is cleared away
        progress = Progress(self.stdout, quiet=quiet)
        try:
            self.refuse(folder, keep, keys)
            self.make(folder, keep, keys, progress)
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            raise CommandError("Stopped. No backup was made.", returncode=130) from None

    def refuse(self, folder: Path, keep: int | None, keys: Path | None) -> None:
        """Before anything is written."""
        if keep is not None and not 1 <= keep <= MOST_DAYS:
            raise CommandError(f"--keep takes a number of days from 1 to {MOST_DAYS}.")
        if keys is not None:
            refuse_beside(keys, folder)
        if connection.vendor == "postgresql":
            postgresql.look_for_programs()

    def make(self, folder: Path, keep: int | None, keys: Path | None, progress: Progress) -> None:
        now = timezone.now()
        path, manifest = make_backup(folder, progress, now=now)
        progress.say(f"Made {path}: {manifest.rows} rows, {len(manifest.files) - 1} pictures.")
        if keys is None:
            progress.say("Keys are not in it. Keep them somewhere else: docs/backup.md says how.")
        else:
            names = write_keys(keys, folder=folder)
            progress.say(
                f"Wrote {', '.join(names) or 'no secret: none is set'} to {keys}. Keep it away from the backups."
            )
        if keep is not None:
            gone = forget_old(folder, days=keep, now=now)
            for place in (settings.VAR_DIR / FOLDER, folder / FOLDER):
                forget_before(place, now - timedelta(days=keep))
            progress.say(f"Deleted backups of more than {keep} days: {len(gone)}")
