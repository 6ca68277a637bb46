"""Give mails back to everybody whose address was stopped in the last hours, because a mail server was wrong."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.notifications.actions import forgive_bounces

MOST_HOURS = 24 * 365


class Command(BaseCommand):
    help = "Let mails go again to addresses that were stopped in the last hours because mails came back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("hours", type=int, help="how far back")

    def handle(self, *args: Any, hours: int, **options: Any) -> None:
        if not 1 <= hours <= MOST_HOURS:
            raise CommandError(f"Between 1 and {MOST_HOURS} hours.")
        now = timezone.now()
        members = forgive_bounces(since=now - timedelta(hours=hours), now=now)
        self.stdout.write(f"Members who get mails again: {members}")
