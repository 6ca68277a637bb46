"""One mail that came to BOUNCE_ADDRESS, on standard input: docs/deploy.md says how a mail server hands it over."""

import logging
import sys
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.notifications.actions import record_bounce
from community.notifications.bounces import read_report
from community.notifications.return_paths import delivery_of, tokens_in

logger = logging.getLogger(__name__)
MOST = 256 * 1024  # bytes that are looked at: reports stand in front of the mail they are about
CHUNK = 64 * 1024
TRY_AGAIN = 75  # what mail servers understand: keep it and come back


class Command(BaseCommand):
    help = "Read one mail that came back, from standard input."
    requires_system_checks = []  # a mail server does not wait for them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default="", help="the address it came to, where the mail server says it")

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        """Whatever it is, it is taken: a bounce that bounces goes in circles. Only what is ours to mend comes back."""
        source = read_some(sys.stdin.buffer)
        if not settings.BOUNCE_ADDRESS:
            raise CommandError("BOUNCE_ADDRESS is not set.", returncode=TRY_AGAIN)
        try:
            told = take(source, to)
        except Exception as problem:
            name = type(problem).__name__
            raise CommandError(f"Not taken, try again later: {name}", returncode=TRY_AGAIN) from problem
        self.stdout.write(told)


def read_some(stream: BinaryIO) -> bytes:
    """All of it is read, or the mail server would see a broken pipe; little of it is kept."""
    source = stream.read(MOST)
    while stream.read(CHUNK):
        pass
    return source


def take(source: bytes, to: str) -> str:
    """What it was, without the words and addresses in it."""
    report = read_report(source)
    tokens = (*tokens_in(to.encode(errors="replace")), *tokens_in(source))
    delivery = next((found for token in tokens if (found := delivery_of(token)) is not None), None)
    if delivery is None:
        logger.warning("Mail to BOUNCE_ADDRESS about none of our mails: %s", report.words)
        return f"Not ours: {report.words}"
    if report.bounce is None:
        logger.warning("Mail to BOUNCE_ADDRESS that is no bounce: %s, delivery %s", report.words, delivery.pk)
        return f"Nothing to do: {report.words}"
    record_bounce(delivery, bounce=report.bounce, now=timezone.now())
    return f"Taken: {report.words}"
