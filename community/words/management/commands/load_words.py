"""Store the first word lists. Run it at every deploy; a second run changes nothing, and undoes nobody's change."""

from typing import Any

from django.core.management.base import BaseCommand

from community.words.actions import load_starters


class Command(BaseCommand):
    help = "Store the first word lists: phrases of people in a crisis, amounts and names of medicines."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_starters()} new rules about words.")
