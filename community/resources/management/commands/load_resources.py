"""Check the content files and load them. Run it at every deploy; a second run changes nothing."""

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.resources import actions
from community.resources.checking import check_library
from community.resources.helplines import faults_of_helplines
from community.resources.library import CONTENT, Mistake, read_library
from community.resources.parallel import faults_of_translations, translations_in

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Check the articles, sources, glossary and helplines in the content folder, then load them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check the files, write nothing")
        parser.add_argument("--go-on", action="store_true", help="for a start: do not fail because of single articles")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")

    def handle(self, *args: Any, check: bool, go_on: bool, folder: Path, **options: Any) -> None:
        library = read_library(folder)
        library.mistakes.extend(faults_of_helplines(folder))
        if check:
            mistakes = check_library(library)
            mistakes += [] if mistakes else faults_of_translations(translations_in(folder, library), library, folder)
            return self.refuse(mistakes) if mistakes else self.stdout.write("The content files are in order.")
        try:
            loaded = actions.load_library(library=library)
        except actions.BadContent as bad:
            return self.refuse(bad.mistakes)
        translated = actions.load_translations(library=library, folder=folder)
        self.stdout.write(f"{loaded.in_order} articles, {len(loaded.changed)} new or changed.")
        self.stdout.write(f"{translated.in_order} translations, {len(translated.changed)} new or changed.")
        self.tell_of_edits(loaded)
        self.name_each(mistakes := [*loaded.mistakes, *translated.mistakes])
        if mistakes:
            self.complain(len(mistakes), [*loaded.left_out, *translated.left_out], go_on=go_on)

    def tell_of_edits(self, loaded: actions.Loaded) -> None:
        """No mistakes: editors decide on these in the site, under /resources/editing/."""
        for address in loaded.waiting:
            self.stdout.write(f"{address} stays as editors wrote it. The new text of its file waits for them.")
        for address in loaded.without_file:
            self.stdout.write(f"{address} has no file any more. It stays as editors wrote it.")

    def refuse(self, mistakes: list[Mistake]) -> None:
        self.name_each(mistakes)
        raise CommandError(f"{len(mistakes)} to mend. Nothing was loaded.")

    def complain(self, mistakes: int, left_out: list[str], *, go_on: bool) -> None:
        """The rest stands. A deploy should stop and say so; a site that starts should start, and say so in its log."""
        said = f"{mistakes} to mend. Not loaded, each stays as it was: {', '.join(left_out)}."
        if not go_on:
            raise CommandError(said)
        logger.error(said)

    def name_each(self, mistakes: list[Mistake]) -> None:
        for mistake in mistakes:
            self.stderr.write(str(mistake))
