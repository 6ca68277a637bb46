"""Let mails go again after a restore, once it is clear which of them nobody has got yet."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from community.notifications.actions import Sorted, release_mail, sort_frozen
from community.notifications.models import MailFreeze

HOW_TO = "Write the moment as 2026-11-29T14:00 (UTC, or with an offset such as +01:00)."


class Command(BaseCommand):
    help = "Says what waits in the outbox since a restore, and after a yes lets go what cannot have been sent before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--alive-until",
            metavar="MOMENT",
            help="when the lost site stopped working: what was due later goes too (otherwise: when it was restored)",
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(
        self, *args: Any, alive_until: str | None = None, yes: bool = False, dry_run: bool = False, **options: Any
    ) -> None:
        freeze = MailFreeze.objects.in_force().first()
        if freeze is None:
            self.stdout.write("Mail is not frozen. Nothing to do.")
            return
        until = moment_of(alive_until) if alive_until else freeze.frozen_at
        if until > freeze.frozen_at:
            raise CommandError(
                f"The backup was put in place at {freeze.frozen_at:%Y-%m-%dT%H:%M}: give an earlier moment."
            )
        self.show(sort_frozen(alive_until=until, now=timezone.now()), until)
        if dry_run or not (yes or self.agreed()):
            self.stdout.write("Mail stays frozen.")
            return
        numbers = release_mail(alive_until=until, now=timezone.now())
        self.stdout.write(f"Mail goes out again. On their way: {numbers.go}")

    def show(self, numbers: Sorted, until: datetime) -> None:
        self.stdout.write(f"Too late to be of use, not sent: {numbers.late}")
        self.stdout.write(f"Due by {until:%Y-%m-%d %H:%M} UTC and perhaps sent before, not sent: {numbers.doubtful}")
        self.stdout.write(f"Goes out: {numbers.go}")
        self.stdout.write("Members find all of it in the app, with the reason where no mail was sent.")

    def agreed(self) -> bool:
        try:
            return input("Let mail go out again? Type yes: ").strip().casefold() == "yes"
        except EOFError:
            raise CommandError("Nobody is there to be asked. Add --yes.") from None


def moment_of(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"{text} is no moment. {HOW_TO}")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
