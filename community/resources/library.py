"""The content folder as data, with every mistake in it. Reads files, writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from community.resources.parsing import Heading, Lines, Passage, Problem, read_body, read_yaml, split_front_matter

CONTENT = Path(__file__).resolve().parent / "content"
ARTICLES = "articles"
FORMAT = "3"  # raise it when stored pages must be made anew from unchanged files

Shape = dict[str, type | tuple[type, ...]]

SECTION: Shape = {"id": str, "letter": str, "title": str, "intro": str, "review_months": int}
SOURCE: Shape = {"id": str, "kind": str, "title": str, "publisher": str, "seen": date, "seen_as": str}
TERM: Shape = {"id": str, "term": str, "definition": str}
CARE: Shape = {"level": str, "heading": str, "items": list, "from": str}
ARTICLE: Shape = {
    "id": str,
    "title": str,
    "scope": str,
    "summary": str,
    "status": str,
    "first_published": date,
    "next_review": date,
    "care": (list, str),
    "questions": list,
}
# An article in preparation is only announced: it has no text, no boxes and no questions yet.
ANNOUNCED = "preparation"
STUB: Shape = {key: kind for key, kind in ARTICLE.items() if key not in ("care", "questions")}
SOURCE_MAY: Shape = {"url": str, "note": str}
TERM_MAY: Shape = {"also": list, "said_like": str, "from": str}
ARTICLE_MAY: Shape = {"review": str, "reviewer": str, "reviewed": date, "reminders": list}
LENGTH_OF_HASH = 12
YEARS = range(1900, 2200)  # others are slips of the finger, and no calendar can count on from 9999
IN_WORDS = {
    str: "a text",
    int: "a whole number",
    bool: "yes or no",
    list: "a list",
    dict: "named fields",
    date: "a date such as 2026-11-22",
    type(None): "empty",
}
# The widths of the columns in models.py: a longer text would not fit.
LONGEST = {
    "id": 50,
    "letter": 1,
    "title": 120,
    "heading": 120,
    "publisher": 120,
    "term": 80,
    "said_like": 80,
    "url": 300,
    "from": 200,
    "cell": 60,
    "reviewer": 200,
    "scope": 600,
    "summary": 1000,
}


@dataclass(frozen=True, order=True)
class Mistake:
    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.text}"

    @property
    def article(self) -> str:
        """The address of the article whose file this is in; empty for the files that all articles share."""
        folder, _slash, rest = self.path.partition("/")
        return rest.removesuffix(".md") if folder == ARTICLES else ""


@dataclass(frozen=True)
class Entry:
    """One thing in a YAML file, or the top of an article. Its fields are there once `fits` has said so."""

    path: str
    data: Any
    lines: Lines
    place: tuple[str | int, ...] = ()

    def __getitem__(self, key: str) -> Any:
        value = self.data[key]
        return " ".join(value.split()) if isinstance(value, str) else value

    def get(self, key: str, default: Any = "") -> Any:
        return self[key] if key in self.data else default

    def mistake(self, text: str, *keys: str | int) -> Mistake:
        line = self.lines.get((*self.place, *keys)) or self.lines.get(self.place, 1)
        return Mistake(self.path, line, text)


@dataclass(frozen=True)
class ArticleFile:
    section: str
    slug: str
    top: Entry
    headings: list[Heading]
    text: str  # the whole file

    @property
    def fingerprint(self) -> str:
        return sha256(f"{FORMAT}\n{self.text}".encode()).hexdigest()

    @property
    def text_hash(self) -> str:
        """Which text it is: what a translation says it was made from."""
        return hash_of(self.text)

    @property
    def address(self) -> str:
        return f"{self.section}/{self.slug}"

    @property
    def passages(self) -> Iterator[Passage]:
        return (passage for heading in self.headings for passage in heading.passages)

    @property
    def care(self) -> list[Entry]:
        boxes = self.top.data.get("care")
        if not isinstance(boxes, list):
            return []
        return [Entry(self.top.path, box, self.top.lines, ("care", number)) for number, box in enumerate(boxes)]

    @property
    def is_announced(self) -> bool:
        return self.top["status"] == ANNOUNCED

    def mistake(self, text: str, line: int) -> Mistake:
        return Mistake(self.top.path, line, text)


@dataclass
class Library:
    sections: list[Entry] = field(default_factory=list)
    sources: list[Entry] = field(default_factory=list)
    terms: list[Entry] = field(default_factory=list)
    articles: list[ArticleFile] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    refused_sites: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    kept: frozenset[str] = frozenset()  # pages that stay as they were loaded, since their file is broken now


def read_library(folder: Path = CONTENT) -> Library:
    library = read_shared_files(folder)
    for path in sorted(folder.glob(f"{ARTICLES}/*/*.md")):
        if (article := read_article(folder, path, library.mistakes)) is not None:
            library.articles.append(article)
    return library


def read_shared_files(folder: Path) -> Library:
    """What all articles share: sections, sources, hard words, facts, refused sites."""
    library = Library()
    library.sections = read_entries(folder, "sections.yaml", SECTION, {}, library.mistakes)
    library.sources = read_entries(folder, "sources.yaml", SOURCE, SOURCE_MAY, library.mistakes)
    library.terms = read_entries(folder, "glossary.yaml", TERM, TERM_MAY, library.mistakes)
    library.facts = read_whole(folder, "facts.yaml", dict, library.mistakes)
    library.refused_sites = read_whole(folder, "refused_sites.yaml", list, library.mistakes)
    return library


def read_whole(folder: Path, name: str, kind: type, mistakes: list[Mistake]) -> Any:
    try:
        data, _lines = read_yaml(text_of(folder / name))
        if not isinstance(data, kind):
            raise Problem(1, f"This file must hold {IN_WORDS[kind]}.")
    except Problem as problem:
        mistakes.append(Mistake(name, problem.line, problem.text))
        return kind()
    return data


def text_of(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Problem(1, "This file is missing.") from None
    except UnicodeDecodeError:
        raise Problem(1, "This file is not UTF-8 text. Save it as UTF-8.") from None
    except OSError:
        raise Problem(1, "This file cannot be read.") from None
    if "\0" in text:
        raise Problem(text[: text.index("\0")].count("\n") + 1, "This line holds a zero byte. Type the line anew.")
    return text


def read_entries(folder: Path, name: str, must: Shape, may: Shape, mistakes: list[Mistake]) -> list[Entry]:
    try:
        data, lines = read_yaml(text_of(folder / name))
        if not isinstance(data, list):
            raise Problem(1, 'This file must hold a list: each entry starts with "- id: ...".')
    except Problem as problem:
        mistakes.append(Mistake(name, problem.line, problem.text))
        return []
    entries = [Entry(name, item, lines, (number,)) for number, item in enumerate(data)]
    return [entry for entry in entries if fits(entry, must, may, mistakes)]


def fits(entry: Entry, must: Shape, may: Shape, mistakes: list[Mistake]) -> bool:
    found = list(misfits(entry, must, may))
    mistakes.extend(found)
    return not found


def misfits(entry: Entry, must: Shape, may: Shape) -> Iterator[Mistake]:
    if not isinstance(entry.data, dict):
        yield entry.mistake('This entry must have named fields, such as "id: ...".')
        return
    for key in must.keys() - entry.data.keys():
        yield entry.mistake(f'"{key}" is missing.')
    for key, value in entry.data.items():
        if key not in must | may:
            yield entry.mistake(f'"{key}" is not a field here. Known are: {", ".join([*must, *may])}.', key)
        elif not is_a(value, (must | may)[key]) or is_empty(value):
            yield entry.mistake(f'"{key}" must be {words_for((must | may)[key])}.', key)
        elif isinstance(value, str) and len(value) > LONGEST.get(key, len(value)):
            yield entry.mistake(f'"{key}" has {len(value)} characters, {LONGEST[key]} at most.', key)


def is_a(value: object, kind: type | tuple[type, ...]) -> bool:
    if isinstance(value, date) and value.year not in YEARS:
        return False
    return isinstance(value, kind) and not isinstance(value, datetime)  # to Python a moment is a date, too


def is_empty(value: object) -> bool:
    return value == [] or (isinstance(value, str) and not value.strip())


def words_for(kinds: type | tuple[type, ...]) -> str:
    return " or ".join(IN_WORDS[kind] for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))


def read_article(folder: Path, path: Path, mistakes: list[Mistake]) -> ArticleFile | None:
    try:
        text = text_of(path)
    except Problem as problem:
        mistakes.append(Mistake(path.relative_to(folder).as_posix(), problem.line, problem.text))
        return None
    return article_of(path.parent.name, path.stem, text, mistakes)


def article_of(section: str, slug: str, text: str, mistakes: list[Mistake]) -> ArticleFile | None:
    """The text of an article, from its file or from the site; None, and its mistakes told, if it cannot be read."""
    name = f"{ARTICLES}/{section}/{slug}.md"
    try:
        front, body, first_line = split_front_matter(text)
        data, lines = read_yaml(front, first_line=2)
    except Problem as problem:
        mistakes.append(Mistake(name, problem.line, problem.text))
        return None
    headings, problems = read_body(body, first_line)
    mistakes.extend(Mistake(name, problem.line, problem.text) for problem in problems)
    top = Entry(name, data, lines)
    article = ArticleFile(section, slug, top, headings, text)
    announced = isinstance(data, dict) and data.get("status") == ANNOUNCED
    if not (fits(top, STUB, {}, mistakes) if announced else fits(top, ARTICLE, ARTICLE_MAY, mistakes)):
        return None
    fitting = [fits(box, CARE, {}, mistakes) for box in article.care]  # a list, so that every box is looked at
    return article if all(fitting) else None


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:LENGTH_OF_HASH]


@cache
def refused_sites() -> list[str]:
    return list(read_whole(CONTENT, "refused_sites.yaml", list, []))


def is_refused(host: str, words: Iterable[str]) -> bool:
    """Whether it contains one of the words of the refuse list."""
    return any(word in host for word in words)
