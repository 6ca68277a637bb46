"""After a new key was put first in FIELD_KEYS: close everything with it, and say which keys are done with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.core.progress import Progress
from community.core.resealing import (
    keys_in_use,
    others,
    reseal_rows,
    rows_of,
    rows_to_reseal,
    sealed_columns,
    unreadable_rows,
)
from community.core.sealing import keys

DONE_WITH = "take it out of FIELD_KEYS. Backups from before today need it: keep it with their keys."


class Command(BaseCommand):
    help = "Close what members keep for themselves with the first of FIELD_KEYS. Can be broken off and begun again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing: say which keys are in use")
        parser.add_argument("--quiet", action="store_true", help="say only what came of it")

    def handle(self, *args: Any, check: bool, quiet: bool, **options: Any) -> None:
        progress = Progress(self.stdout, quiet=quiet)
        if not check:
            self.close_anew(progress)
        self.refuse_unreadable(progress)
        self.say_what_is_used()

    def close_anew(self, progress: Progress) -> None:
        inside = sum(other.rows_to_reseal() for other in others())
        progress.begin("Closing", inside + sum(rows_to_reseal(model) for model in sealed_columns()))
        for model in sealed_columns():
            reseal_rows(model, progress.add)
        for other in others():
            other.reseal(progress.add)
        progress.end()

    def refuse_unreadable(self, progress: Progress) -> None:
        """Everything is opened once: what was written is what can be read."""
        inside = sum(other.rows() for other in others())
        progress.begin("Opening", inside + sum(rows_of(model) for model in sealed_columns()))
        unreadable = unreadable_rows(progress.add)
        progress.end()
        if unreadable:
            missing = ", ".join(sorted(name or "none" for name in keys_in_use().keys() - keys().keys()))
            why = f"FIELD_KEYS lacks {missing}" if missing else "they were changed or moved"
            raise CommandError(f"{unreadable} rows cannot be opened ({why}). They are as they were. Remove no key.")

    def say_what_is_used(self) -> None:
        used, [first, *others] = keys_in_use(), keys()
        self.stdout.write(f"{used[first]} texts are closed with the first key, {first}.")
        for name in others:
            if used[name]:
                self.stdout.write(f"{used[name]} texts are still closed with {name}: keep it, and call this again.")
            else:
                self.stdout.write(f"{name} closes nothing any more: {DONE_WITH}")
