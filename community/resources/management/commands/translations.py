"""What is translated, what is missing and what is out of date; checks single files while somebody writes them."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.resources.library import ARTICLES, CONTENT, Library, hash_of, read_library, text_of
from community.resources.parallel import Translation, faults_of_translations, translations_in
from community.resources.parsing import Problem
from community.resources.translated_files import TRANSLATIONS, Place, languages
from community.resources.translated_words import GLOSSARY, hash_of_term, read_words

ORIGINAL = re.compile(r"^( *)original:.*\n", re.MULTILINE)
ENTRY = re.compile(r"^(?=- id: )", re.MULTILINE)
ENTRY_ID = re.compile(r"- id: (\S+)\n")
OUTDATED = "out of date, the English text is another now"


class Command(BaseCommand):
    help = "List what is translated, missing and out of date, or check single translated files. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="check these only")
        parser.add_argument("--language", default="", help="list this one only: es")
        parser.add_argument("--current", action="store_true", help="note in the files that they are of today's English")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")

    def handle(self, *args: Any, files: list[Path], language: str, current: bool, folder: Path, **options: Any) -> None:
        library = read_library(folder)
        names = [name_of(path, folder) for path in files]
        if current and not names:
            raise CommandError("Name the files that are of today's English text.")
        for name in names if current else []:
            mark_current(name, library, folder)
        if names:
            return self.compare(names, library, folder)
        for each in [language] if language else languages(folder):
            self.list_articles(each, library, folder)
            self.list_terms(each, library, folder)

    def compare(self, names: list[str], library: Library, folder: Path) -> None:
        found = translations_in(folder, library)
        mistakes = [str(mistake) for mistake in faults_of_translations(found, library, folder) if mistake.path in names]
        mistakes += [f"{one.place.name}: {OUTDATED}" for one in found if one.is_outdated and one.place.name in names]
        for mistake in mistakes:
            self.stderr.write(mistake)
        if mistakes:
            raise CommandError(f"{len(mistakes)} to mend.")
        self.stdout.write("In order: parallel to the English text of today.")

    def list_articles(self, language: str, library: Library, folder: Path) -> None:
        there = {one.place: one for one in translations_in(folder, library) if one.place.language == language}
        wanted = {Place(language, article.address) for article in library.articles}
        for place in sorted(wanted | there.keys()):
            state = state_of(there[place]) if place in there else "missing"
            self.stdout.write(f"{language} {place.address}: {state}")

    def list_terms(self, language: str, library: Library, folder: Path) -> None:
        terms = read_words(language, folder).terms
        hashes = {term["id"]: hash_of_term(term["term"], term["definition"]) for term in library.terms}
        current = [slug for slug, term in terms.items() if term.get("original") == hashes.get(slug)]
        self.stdout.write(f"{language} {GLOSSARY}: {len(current)} of {len(hashes)} translated")
        for slug in sorted(hashes.keys() - set(current)):
            self.stdout.write(f"{language} {GLOSSARY}, {slug}: {OUTDATED if slug in terms else 'missing'}")


def name_of(path: Path, folder: Path) -> str:
    """As mistakes name it: translations/es/..."""
    root = (folder / TRANSLATIONS).resolve()
    if not path.is_file() or not path.resolve().is_relative_to(root):
        raise CommandError(f"{path} is not a file in {TRANSLATIONS}/ of the content folder.")
    return f"{TRANSLATIONS}/{path.resolve().relative_to(root).as_posix()}"


def mark_current(name: str, library: Library, folder: Path) -> None:
    """Whether the two are parallel is checked afterwards."""
    try:
        text = text_of(folder / name)
        if name.endswith(GLOSSARY):
            marked = with_hashes_of_terms(text, library)
        else:
            _translations, _language, _articles, address = name.split("/", 3)
            marked = with_hash(text, hash_of(text_of(folder / ARTICLES / address)))
    except Problem as problem:
        raise CommandError(f"{name}: {problem.text}") from problem
    except ValueError:
        raise CommandError(f"{name} names nothing that it is of: there is nothing to note.") from None
    (folder / name).write_text(marked, encoding="utf-8")


def with_hash(text: str, original: str) -> str:
    top, rest = f'---\noriginal: "{original}"\n', ORIGINAL.sub("", text, count=1).removeprefix("---\n")
    return top + rest


def with_hashes_of_terms(text: str, library: Library) -> str:
    hashes = {term["id"]: hash_of_term(term["term"], term["definition"]) for term in library.terms}
    head, *entries = ENTRY.split(text)
    return head + "".join(with_hash_of_term(entry, hashes) for entry in entries)


def with_hash_of_term(entry: str, hashes: dict[str, str]) -> str:
    found = ENTRY_ID.match(entry)
    if not found or found[1] not in hashes:
        return entry
    return f'{found[0]}  original: "{hashes[found[1]]}"\n{ORIGINAL.sub("", entry[found.end() :], count=1)}'


def state_of(found: Translation) -> str:
    if found.mistakes:
        return f"{len(found.mistakes)} to mend, shown in English"
    if found.original is None:
        return "its English article is broken"
    if found.is_outdated:
        return f"{OUTDATED}, shown in English"
    return "translated" + (f", checked by {found.file.checked}" if found.file and found.file.checked else "")
