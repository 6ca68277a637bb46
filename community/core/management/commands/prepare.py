"""`manage.py prepare`: what has to be done once before the processes of a version start."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks import ERROR
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from community.core.broker_files import make_broker_folders
from community.core.reachability import Unreachable, reach_broker, reach_database
from community.core.running import CannotRun, hold

NOT_PREPARED = "The database is of another version than this code: `manage.py prepare` brings it up to date."


class Command(BaseCommand):
    help = "Look at the settings, then bring the database, static files, resources and word lists up to date."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--look", action="store_true", help="change nothing: whether a process of the site may start"
        )

    def handle(self, *args: Any, look: bool, **options: Any) -> None:
        self.check(include_deployment_checks=not settings.DEBUG, fail_level=ERROR)
        try:
            hold()
            if look:
                look_at_tables()
            else:
                bring_up_to_date(self.stdout.write)
        except (CannotRun, Unreachable) as error:
            raise CommandError(str(error)) from error


def bring_up_to_date(say: Callable[[str], Any]) -> None:
    make_broker_folders()
    reach_database()
    reach_broker()
    say("Bringing the database up to date.")
    call_command("migrate", interactive=False, verbosity=0)
    if not settings.LIVE_STATIC:
        say("Collecting static files.")
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_resources", go_on=True)  # one broken article keeps nobody from the others
    call_command("load_words")


def look_at_tables() -> None:
    """New code on old tables would only make errors of pages."""
    reach_database()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotRun(NOT_PREPARED)
