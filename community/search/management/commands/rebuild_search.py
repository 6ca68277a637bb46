"""Write all words again, for a site whose index is in doubt: after a rescue of the database by hand, say."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from community.search.indexes import INDEXES
from community.search.keeping import keep, refill

WIDTH = 30


class Command(BaseCommand):
    help = "Writes anew by which words posts, messages, articles and groups are found. The site can stay open."

    def handle(self, *args: Any, **options: Any) -> None:
        keep(connection)
        for index in INDEXES:
            said = -1
            for share in refill(connection, index):
                percent = int(share * 100)
                if self.stdout.isatty():
                    bar = "#" * (percent * WIDTH // 100)
                    self.stdout.write(f"\r{index.name} [{bar:{WIDTH}}] {percent:3} %", ending="")
                elif percent >= said + 10 or percent == 100 > said:
                    self.stdout.write(f"{index.name}: {percent} %")
                    said = percent
            self.stdout.write("" if self.stdout.isatty() else f"{index.name}: done")
