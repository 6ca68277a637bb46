"""Shelves, hard words and the names of urgent help in other languages. Read once from files, as helplines are: the page
with urgent help must work without a database, and these are few.

A broken entry costs only itself: readers get the English one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from community.resources.helplines import ELSEWHERE, Country, Helpline, countries, read_helplines
from community.resources.languages import languages_wanted
from community.resources.library import CONTENT, Entry, Library, Mistake, Shape, fits, hash_of, read_entries, text_of
from community.resources.parsing import Problem, read_yaml
from community.resources.translated_files import MAKERS, TRANSLATIONS

GLOSSARY = "glossary.yaml"
SECTION: Shape = {"id": str, "title": str, "intro": str}
TERM: Shape = {"id": str, "term": str, "definition": str}
TERM_MAY: Shape = {"also": list, "said_like": str, "original": str}
LANGUAGE: Shape = {"by": str, "checked": (bool, str)}
NAMES: Shape = {"countries": dict, "languages": dict, "lines": dict}


@dataclass(frozen=True)
class Made:
    """By whom, as an article says it: a machine, checked by nobody, unless language.yaml knows more."""

    by: str = "machine"
    checked: str = ""


@dataclass
class Words:
    """Entries by their id, names by what they are called in English. Of a file that is not there: none."""

    sections: dict[str, Entry] = field(default_factory=dict)
    terms: dict[str, Entry] = field(default_factory=dict)
    names: Entry | None = None
    made: Made = Made()
    mistakes: list[Mistake] = field(default_factory=list)

    def named(self, name: str, *place: str) -> str:
        """What stands for this English name there; the name itself where nothing does."""
        found: Any = self.names.data if self.names else {}
        for key in place:
            found = found.get(key, {})
        return str(found or name)


def read_words(language: str, folder: Path = CONTENT) -> Words:
    words = Words()
    words.sections = entries(folder, f"{TRANSLATIONS}/{language}/sections.yaml", SECTION, {}, words.mistakes)
    words.terms = entries(folder, f"{TRANSLATIONS}/{language}/{GLOSSARY}", TERM, TERM_MAY, words.mistakes)
    words.names = names_in(folder, f"{TRANSLATIONS}/{language}/helplines.yaml", words.mistakes)
    words.made = made_in(folder, f"{TRANSLATIONS}/{language}/language.yaml", words.mistakes)
    return words


def entries(folder: Path, name: str, must: Shape, may: Shape, mistakes: list[Mistake]) -> dict[str, Entry]:
    found = read_entries(folder, name, must, may, mistakes) if (folder / name).exists() else []
    return {entry["id"]: entry for entry in found}


def made_in(folder: Path, name: str, mistakes: list[Mistake]) -> Made:
    top = whole_in(folder, name, LANGUAGE, mistakes)
    if top is None:
        return Made()
    if top["by"] not in MAKERS:
        mistakes.append(top.mistake(f'"by" must be one of: {", ".join(MAKERS)}.', "by"))
    return Made(top["by"], top["checked"] if isinstance(top["checked"], str) else "")


def names_in(folder: Path, name: str, mistakes: list[Mistake]) -> Entry | None:
    names = whole_in(folder, name, NAMES, mistakes)
    found = list(faults_of_names(names)) if names else []
    mistakes.extend(found)
    return None if found else names


def whole_in(folder: Path, name: str, shape: Shape, mistakes: list[Mistake]) -> Entry | None:
    if not (folder / name).exists():
        return None
    try:
        data, lines = read_yaml(text_of(folder / name))
    except Problem as problem:
        mistakes.append(Mistake(name, problem.line, problem.text))
        return None
    top = Entry(name, data, lines)
    return top if fits(top, shape, {}, mistakes) else None


def faults_of_names(names: Entry) -> Iterator[Mistake]:
    """Every name is a text; those of lines stand below the code of their country."""
    for kind in ("countries", "languages"):
        yield from not_texts(names, names.data[kind], kind)
    for code, lines in names.data["lines"].items():
        if isinstance(lines, dict):
            yield from not_texts(names, lines, "lines", code)
        else:
            yield names.mistake('A country needs the names of its lines: "English name: other name".', "lines", code)


def not_texts(names: Entry, found: dict[Any, Any], *place: str) -> Iterator[Mistake]:
    for name, words in found.items():
        if not isinstance(name, str) or not isinstance(words, str) or not words:
            yield names.mistake(f'"{name}" needs a text. Put quotes around NO and the like.', *place, name)


def faults_of_words(language: str, library: Library, folder: Path) -> list[Mistake]:
    """What cannot be read, and what translates nothing."""
    words = read_words(language, folder)
    known = {"sections": {entry["id"] for entry in library.sections}, "terms": {term["id"] for term in library.terms}}
    found = list(words.mistakes)
    for kind, ids in known.items():
        for slug, entry in getattr(words, kind).items():
            if slug not in ids:
                found.append(entry.mistake(f'Nothing English has the id "{slug}".', "id"))
    for term in words.terms.values():
        if not term.get("original"):
            text = f'"{term["id"]}" does not say which English entry it is of: manage.py translations --current FILE'
            found.append(term.mistake(text))
    return [*found, *(faults_of_unknown_names(words.names, folder) if words.names else [])]


def faults_of_unknown_names(names: Entry, folder: Path) -> Iterator[Mistake]:
    there = read_helplines(folder)
    languages = {name for country in there.values() for line in country.lines for name in line.languages}
    for kind, known in (("countries", set(there)), ("languages", languages), ("lines", set(there))):
        for name in names.data[kind].keys() - known:
            yield names.mistake(f'helplines.yaml does not know "{name}".', kind, name)
    for code in names.data["lines"].keys() & set(there):
        for name in names.data["lines"][code].keys() - {line.name for line in there[code].lines}:
            yield names.mistake(f'helplines.yaml has no line "{name}" there.', "lines", code, name)


def hash_of_term(term: str, definition: str) -> str:
    return hash_of(f"{term}\n{definition}")


@cache
def words_in(language: str) -> Words:
    """Read at the first question; what is broken is told by `load_resources`."""
    return read_words(language)


def section_in(languages: Iterable[str], slug: str) -> tuple[str, Entry] | None:
    """The nearest language that has it, and its words there."""
    found = ((language, words_in(language).sections.get(slug)) for language in languages)
    return next(((language, entry) for language, entry in found if entry), None)


def term_in(languages: Iterable[str], slug: str, original: str) -> tuple[str, Entry] | None:
    """Only of the English entry as it stands now."""
    found = ((language, words_in(language).terms.get(slug)) for language in languages)
    return next(((language, entry) for language, entry in found if entry and entry.get("original") == original), None)


def made_for_reader() -> Made | None:
    """Who translated the words beside the articles; nothing for a reader who sees no such words."""
    there = (words_in(language) for language in languages_wanted())
    return next((words.made for words in there if words.terms or words.names or words.sections), None)


def terms_for_reader() -> dict[str, str]:
    """By id, all that a reader of another language finds there."""
    found: dict[str, str] = {}
    for language in reversed(languages_wanted()):
        for slug, entry in words_in(language).terms.items():
            found[slug] = " ".join([entry["term"], *map(str, entry.get("also", [])), entry["definition"]])
    return found


def countries_shown() -> dict[str, Country]:
    """By code, with names in the language of the reader and in its order; "any other country" comes last."""
    languages = languages_wanted()
    return countries_in(tuple(languages)) if languages else countries()


@cache
def countries_in(languages: tuple[str, ...]) -> dict[str, Country]:
    shown = [country_in(languages, country) for country in countries().values()]
    shown.sort(key=lambda country: (country.code == ELSEWHERE, folded(country.name)))
    return {country.code: country for country in shown}


def country_in(languages: tuple[str, ...], country: Country) -> Country:
    words = next((found for language in languages if (found := words_in(language)).names), Words())
    lines = tuple(line_in(words, country.code, line) for line in country.lines)
    return replace(country, name=words.named(country.name, "countries", country.code), lines=lines)


def line_in(words: Words, code: str, line: Helpline) -> Helpline:
    spoken = tuple(words.named(name, "languages", name) for name in line.languages)
    return replace(line, name=words.named(line.name, "lines", code, line.name), languages=spoken)


def folded(name: str) -> str:
    """For putting names in order: Mexico beside México."""
    return "".join(letter for letter in normalize("NFKD", name).casefold() if not combining(letter))
