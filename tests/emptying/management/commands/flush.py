"""Empty the database between two tests. Everywhere else it refuses to be emptied (community/moderation/append_only.py),
and `manage.py flush` with it: this app stands in the settings of the tests alone."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from community.moderation.append_only import EMPTYING, keep, lift


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        lift(connection, EMPTYING)
        try:
            super().handle(**options)
        finally:
            keep(connection)
