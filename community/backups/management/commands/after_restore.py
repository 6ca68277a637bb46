"""The second half of `restore`, which calls it in a process of its own. Not meant to be called by hand."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.backups.actions import end_sign_ins, erase_again, forget_strays, let_the_clock_catch_up
from community.backups.manifest import Unusable
from community.backups.numbers import go_on_above, read_numbers
from community.core.resealing import unreadable_rows
from community.notifications.actions import freeze_mail
from community.notifications.models import Delivery


class Command(BaseCommand):
    help = "Part of restore: bring a restored database up to date."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("made_at", type=datetime.fromisoformat)
        parser.add_argument("--numbers", type=Path, required=True)
        parser.add_argument("--erasures", type=Path, action="append", default=[])

    def handle(self, *args: Any, made_at: datetime, numbers: Path, erasures: list[Path], **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        go_on_above(read_numbers(numbers))
        freeze_mail(backup_at=made_at, now=timezone.now())  # whatever goes wrong from here on
        sign_ins = end_sign_ins()
        try:
            erased = erase_again(erasures, made_at=made_at, now=timezone.now())
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        failed = let_the_clock_catch_up()
        freeze_mail(backup_at=made_at, now=timezone.now())
        strays, missing = forget_strays()
        cache.clear()
        self.say("Erased again since the backup was made", erased)
        self.say("Sign-ins ended", sign_ins)
        self.say("Pictures that belong to nothing, deleted", strays)
        if missing:
            self.say("Pictures that are missing (they were deleted while the backup was made)", missing)
        for name in failed:
            self.stdout.write(f"Did not work, and is tried again when the site runs: {name}")
        if closed := unreadable_rows(lambda _number: None):
            self.say("Rows with words that stay closed until FIELD_KEYS names the key of this backup", closed)
        self.say(
            "Mails that wait. None goes out until you call manage.py release_mail", Delivery.objects.waiting().count()
        )

    def say(self, what: str, number: int) -> None:
        self.stdout.write(f"{what}: {number}")
