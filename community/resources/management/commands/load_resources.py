"""Check the content files and load them. Run it at every deploy; a second run changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.resources import actions
from community.resources.checking import check_library
from community.resources.helplines import faults_of_helplines
from community.resources.library import CONTENT, read_library


class Command(BaseCommand):
    help = "Check the articles, sources, glossary and helplines in the content folder, then load them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check the files, write nothing")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        library = read_library(folder)
        library.mistakes.extend(faults_of_helplines(folder))
        if check:
            mistakes = check_library(library)
            return self.refuse(mistakes) if mistakes else self.stdout.write("The content files are in order.")
        try:
            changed = actions.load_library(library=library)
        except actions.BadContent as bad:
            return self.refuse(bad.mistakes)
        self.stdout.write(f"{len(library.articles)} articles, {len(changed)} new or changed.")

    def refuse(self, mistakes: list[Any]) -> None:
        for mistake in mistakes:
            self.stderr.write(str(mistake))
        raise CommandError(f"{len(mistakes)} to mend. Nothing was loaded.")
