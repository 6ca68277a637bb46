"""What is translated, what is missing and what is out of date; checks single files while somebody writes them."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.resources.library import ARTICLES, CONTENT, Library, hash_of, read_library, text_of
from community.resources.parallel import Translation, beside_original
from community.resources.parsing import Problem
from community.resources.translated_files import TRANSLATIONS, Place, places

ORIGINAL = re.compile(r"^original:.*\n", re.MULTILINE)
WHERE = f"{TRANSLATIONS}/es/{ARTICLES}/understanding/what-is-hemifacial-spasm.md"


class Command(BaseCommand):
    help = "List what is translated, missing and out of date, or check single translated articles. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="check these translated articles only")
        parser.add_argument("--language", default="", help="list this one only: es")
        parser.add_argument("--current", action="store_true", help="the files are of today's English: note that in them")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")

    def handle(
        self, *args: Any, files: list[Path], language: str, current: bool, folder: Path, **options: Any
    ) -> None:
        library = read_library(folder)
        if current and not files:
            raise CommandError("Name the files that are of today's English text.")
        if not files:
            return self.list_all(language, library, folder)
        wanted = [place_of(path) for path in files]
        if current:
            for place in wanted:
                mark_current(place, folder)
        self.check([beside_original(place, library, folder) for place in wanted])

    def check(self, found: list[Translation]) -> None:
        mistakes = [str(mistake) for one in found for mistake in one.mistakes]
        mistakes += [f"{one.place.name}: out of date, the English text is another now." for one in found if one.is_outdated]
        for mistake in mistakes:
            self.stderr.write(mistake)
        if mistakes:
            raise CommandError(f"{len(mistakes)} to mend.")
        self.stdout.write("In order: parallel to the English text of today.")

    def list_all(self, language: str, library: Library, folder: Path) -> None:
        there = places(folder)
        for each in sorted({place.language for place in there} if not language else {language}):
            wanted = {Place(each, article.address) for article in library.articles}
            for place in sorted(wanted | {place for place in there if place.language == each}):
                state = state_of(beside_original(place, library, folder)) if place in there else "missing"
                self.stdout.write(f"{each} {place.address}: {state}")


def place_of(path: Path) -> Place:
    parts = path.resolve().with_suffix("").parts
    if len(parts) < 5 or parts[-5] != TRANSLATIONS or parts[-3] != ARTICLES:
        raise CommandError(f"{path} is not where a translated article lies, such as {WHERE}")
    return Place(parts[-4], f"{parts[-2]}/{parts[-1]}")


def mark_current(place: Place, folder: Path) -> None:
    """Notes the English text of today. Whether the two are parallel is checked afterwards."""
    path = folder / place.name
    try:
        text, english = text_of(path), text_of(folder / ARTICLES / f"{place.address}.md")
    except Problem as problem:
        raise CommandError(f"{place.name}: {problem.text}") from problem
    line = f'original: "{hash_of(english)}"\n'
    marked = ORIGINAL.sub(line, text, count=1) if ORIGINAL.search(text) else text.replace("---\n", f"---\n{line}", 1)
    path.write_text(marked, encoding="utf-8")


def state_of(found: Translation) -> str:
    if found.mistakes:
        return f"{len(found.mistakes)} to mend, shown in English"
    if found.original is None:
        return "its English article is broken"
    if found.is_outdated:
        return "out of date, shown in English"
    return "translated" + (f", checked by {found.file.checked}" if found.file and found.file.checked else "")
