"""Articles in another language, as files. Reads files, writes nothing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from community.resources.library import ARTICLES, CONTENT, Entry, Mistake, Shape, fits, text_of
from community.resources.parsing import Heading, Passage, Problem, read_body, read_yaml, split_front_matter

TRANSLATIONS = "translations"
MAKERS = ("machine", "person")
TOP: Shape = {"title": str, "scope": str, "summary": str, "translated": date, "by": str, "checked": (bool, str)}
TOP_MAY: Shape = {"original": str, "care": (list, str), "questions": list}
BOX: Shape = {"level": str, "heading": str, "items": list}


class Place(NamedTuple):
    """What a file translates, by where it lies."""

    language: str
    address: str  # section/slug

    @property
    def name(self) -> str:
        return f"{TRANSLATIONS}/{self.language}/{ARTICLES}/{self.address}.md"


@dataclass(frozen=True)
class TranslatedFile:
    place: Place
    top: Entry
    headings: list[Heading]
    text: str

    @property
    def original(self) -> str:
        return str(self.top.get("original"))

    @property
    def checked(self) -> str:
        """By whom: name and role. Empty: by nobody."""
        said = self.top["checked"]
        return said if isinstance(said, str) else ""

    @property
    def passages(self) -> list[Passage]:
        return [passage for heading in self.headings for passage in heading.passages]

    @property
    def care(self) -> list[Entry]:
        boxes = self.top.get("care")
        rows = boxes if isinstance(boxes, list) else []
        return [Entry(self.top.path, box, self.top.lines, ("care", number)) for number, box in enumerate(rows)]

    @property
    def questions(self) -> list[str]:
        return list(self.top.get("questions", []))

    def mistake(self, text: str, line: int) -> Mistake:
        return Mistake(self.place.name, line, text)


def places(folder: Path = CONTENT) -> list[Place]:
    found = sorted((folder / TRANSLATIONS).glob(f"*/{ARTICLES}/*/*.md"))
    return [Place(path.parts[-4], f"{path.parts[-2]}/{path.stem}") for path in found]


def languages(folder: Path = CONTENT) -> list[str]:
    return sorted(path.name for path in (folder / TRANSLATIONS).glob("*") if path.is_dir())


def read_translation(folder: Path, place: Place, mistakes: list[Mistake]) -> TranslatedFile | None:
    try:
        text = text_of(folder / place.name)
        front, body, first_line = split_front_matter(text)
        data, lines = read_yaml(front, first_line=2)
    except Problem as problem:
        mistakes.append(Mistake(place.name, problem.line, problem.text))
        return None
    headings, problems = read_body(body, first_line)
    mistakes.extend(Mistake(place.name, problem.line, problem.text) for problem in problems)
    top = Entry(place.name, data, lines)
    if not fits(top, TOP, TOP_MAY, mistakes):
        return None
    file = TranslatedFile(place, top, headings, text)
    fitting = [fits(box, BOX, {}, mistakes) for box in file.care]
    return file if all(fitting) else None
