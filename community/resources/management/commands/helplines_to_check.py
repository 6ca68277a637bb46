"""Which numbers of the page with urgent help a person should compare next with their official pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from community.resources.helplines import Country, Helpline, lines_to_check

HOW_TO = "Open the official page. If the number is right, write today's date behind checked_on in helplines.yaml."


class Command(BaseCommand):
    help = "List the helplines that somebody should check, those in doubt first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--country", default="", help="only this one, by its two letters: GB")

    def handle(self, *args: Any, country: str, **options: Any) -> None:
        today = timezone.localdate()
        due = [pair for pair in lines_to_check(today) if country.upper() in ("", pair[0].code)]
        for place, line in due:
            self.stdout.write(f"{named(place)}: {line.name}, {line.value} ({line.why_to_check(today)}) {page_of(line)}")
        self.stdout.write(f"{len(due)} to check. {HOW_TO}" if due else "Nothing to check.")


def named(country: Country) -> str:
    return country.name or "Any other country"


def page_of(line: Helpline) -> str:
    return line.official_url or "(no official page is known: find it first)"
