"""Write docs/source-coverage.md anew. Run it when an article, the glossary or facts.yaml has changed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.resources import coverage
from community.resources.checking import check_library
from community.resources.library import CONTENT, read_library


class Command(BaseCommand):
    help = "Write the page that shows in which articles each fact of our source document stands, and why one does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")
        parser.add_argument("--page", type=Path, default=coverage.PAGE, help="the file to write")

    def handle(self, *args: Any, folder: Path, page: Path, **options: Any) -> None:
        library = read_library(folder)
        if mistakes := check_library(library):
            raise CommandError(f"{mistakes[0]}\n{len(mistakes)} to mend first. See load_resources --check.")
        page.write_text(coverage.page(library), encoding="utf-8")
        for fact in coverage.facts_of(library):
            if fact.is_uncarried:
                self.stderr.write(f"F{fact.number} stands nowhere yet.")
        self.stdout.write(f"Written: {page}")
