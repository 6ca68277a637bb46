"""Put a backup in place of what is there, or see whether that would work."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections

from community.backups.databases import ours, postgresql
from community.backups.folder import chosen
from community.backups.manifest import Head, Unusable
from community.backups.restoring import check, refuse_head, restore
from community.core.progress import Progress
from community.core.running import IsRunning, alone

STILL_RUNS = "The site runs. Stop every process of it, on every machine, and then call restore again."


class Command(BaseCommand):
    help = "Put a backup in place. The site must not run; no mail goes out afterwards until release_mail is called."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", type=Path, metavar="file or folder", help="of a folder, the newest backup")
        parser.add_argument("--check", action="store_true", help="only see whether it is whole and can be restored")
        parser.add_argument("--replace", action="store_true", help="even though there are members in the database")
        parser.add_argument("--yes", action="store_true", help="do not ask for the name of the site")
        parser.add_argument(
            "--erasures",
            type=Path,
            action="append",
            default=[],
            metavar="FOLDER",
            help="erasures noted on another machine (the folder “erasures”); may be given several times",
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")

    def handle(self, *args: Any, place: Path, check: bool, quiet: bool, **options: Any) -> None:
        progress = Progress(self.stdout, quiet=quiet)
        try:
            archive = chosen(place).absolute()
            told = self.check_only(archive, progress) if check else self.restore(archive, progress, **options)
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        except IsRunning:
            raise CommandError(STILL_RUNS) from None
        for line in told:
            progress.say(line)

    def check_only(self, archive: Path, progress: Progress) -> list[str]:
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="checking-") as scratch:
            return check(archive, progress, scratch=Path(scratch))

    def restore(
        self, archive: Path, progress: Progress, *, replace: bool, yes: bool, erasures: list[Path], **options: Any
    ) -> list[str]:
        with alone():
            head = refuse_head(archive)
            self.refuse_place(erasures)
            self.agree(head, replace=replace, yes=yes)
            connections.close_all()
            told = restore(archive, progress, erasures=erasures)
        return [f"Restored {archive}, made {head.made_at:%Y-%m-%d %H:%M} UTC.", *told]

    def refuse_place(self, erasures: list[Path]) -> None:
        if connection.vendor == "postgresql":
            postgresql.look_for_programs()
            if number := postgresql.is_used_by_others():
                raise CommandError(f"{STILL_RUNS} Connections to its database: {number}")
        if missing := [place for place in erasures if not place.exists()]:
            raise CommandError(f"{missing[0]} is not there.")

    def agree(self, head: Head, *, replace: bool, yes: bool) -> None:
        if not ours().has_members():
            return
        if not replace:
            raise CommandError("There are members in the database. To replace all of it, add --replace.")
        if not yes and self.answer() != settings.SITE_NAME:
            raise CommandError("That is not its name. Nothing was changed.")

    def answer(self) -> str:
        try:
            return input(f"All that {settings.SITE_NAME} holds now will be gone. Type the name of the site: ").strip()
        except EOFError:
            raise CommandError("Nobody is there to be asked. Add --yes.") from None
