"""Whom to call, by country. Read once from a file, not from a table: this must work when the database does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from community.resources.library import CONTENT, Entry, Mistake, Shape, misfits, read_whole, text_of
from community.resources.parsing import Problem, read_yaml

NAME = "helplines.yaml"
ELSEWHERE = ""  # the code of "any other country"
COUNTRY: Shape = {"code": str, "name": str, "emergency": list, "lines": list}
LINE: Shape = {"name": str, "kind": str, "value": str, "checked_on": (date, type(None)), "note": str}
COUNTRY_MAY: Shape = {"emergency_doubt": bool}
LINE_MAY: Shape = {
    "keyword": str,
    "also_text": bool,
    "languages": list,
    "official_url": str,
    "doubt": bool,
    "recheck_days": int,
}
KINDS = {"phone", "text", "chat", "web"}


@dataclass(frozen=True)
class Helpline:
    name: str
    kind: str
    value: str
    checked_on: date | None
    recheck_days: int
    note: str = ""
    keyword: str = ""
    also_text: bool = False
    languages: tuple[str, ...] = ()
    official_url: str = ""
    doubt: bool = False

    @property
    def digits(self) -> str:
        return "".join(character for character in self.value if character.isdigit())

    def is_stale(self, today: date) -> bool:
        return self.checked_on is not None and today > self.checked_on + timedelta(days=self.recheck_days)

    def is_trusted(self, today: date) -> bool:
        return self.checked_on is not None and not self.is_stale(today)

    def why_to_check(self, today: date) -> str:
        """As a word for an editor; empty if nobody needs to look at it."""
        if self.checked_on is None:
            return "never checked, in doubt" if self.doubt else "never checked"
        return f"not checked since {self.checked_on}" if self.is_stale(today) else ""


@dataclass(frozen=True)
class ShownLine:
    """A line as it stands today."""

    line: Helpline
    is_stale: bool


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    emergency: tuple[str, ...]
    emergency_doubt: bool
    lines: tuple[Helpline, ...]

    def lines_on(self, today: date) -> list[ShownLine]:
        """Checked lines first, then those nobody has checked yet, then those checked too long ago."""
        order = sorted(self.lines, key=lambda line: (not line.is_trusted(today), line.is_stale(today)))
        return [ShownLine(line, line.is_stale(today)) for line in order]


def read_helplines(folder: Path = CONTENT) -> dict[str, Country]:
    """Countries by code, in the order of the file; "" stands for anywhere else."""
    found: list[Mistake] = list(faults_of_helplines(folder))
    if found:
        raise ValueError("\n".join(map(str, found)))
    data = read_whole(folder, NAME, dict, [])
    rows = [*data["countries"], {"code": ELSEWHERE, "name": "", **data["elsewhere"]}]
    return {row["code"]: read_country(row, data["recheck_days"]) for row in rows}


def read_country(row: dict[str, Any], recheck_days: int) -> Country:
    lines = tuple(
        Helpline(**{"recheck_days": recheck_days, **line, "languages": tuple(line.get("languages", []))})
        for line in row["lines"]
    )
    return Country(row["code"], row["name"], tuple(row["emergency"]), row.get("emergency_doubt", False), lines)


def faults_of_helplines(folder: Path = CONTENT) -> Iterator[Mistake]:
    try:
        data, lines = read_yaml(text_of(folder / NAME))
    except Problem as problem:
        yield Mistake(NAME, problem.line, problem.text)
        return
    top = Entry(NAME, data, lines)
    found = list(misfits(top, {"recheck_days": int, "countries": list, "elsewhere": dict}, {}))
    yield from found
    if found:
        return
    rows = [Entry(NAME, row, lines, ("countries", number)) for number, row in enumerate(top.data["countries"])]
    for country in rows:
        yield from faults_of_country(country, COUNTRY)
    elsewhere = {key: value for key, value in COUNTRY.items() if key in ("emergency", "lines")}
    yield from faults_of_country(Entry(NAME, top.data["elsewhere"], lines, ("elsewhere",)), elsewhere)


def faults_of_country(country: Entry, shape: Shape) -> Iterator[Mistake]:
    found = list(misfits(country, shape, COUNTRY_MAY))
    yield from found
    if found:
        return
    if not all(isinstance(number, str) for number in country["emergency"]):
        yield country.mistake('Put quotes around emergency numbers: ["112"].', "emergency")
    for number, row in enumerate(country["lines"]):
        line = Entry(NAME, row, country.lines, (*country.place, "lines", number))
        wrong = list(misfits(line, LINE, LINE_MAY))
        yield from wrong
        if not wrong and line["kind"] not in KINDS:
            yield line.mistake(f'"{line["kind"]}" is not a kind of line: {", ".join(sorted(KINDS))}.', "kind")


def lines_to_check(today: date) -> list[tuple[Country, Helpline]]:
    """What an editor should compare next with its official page: those in doubt, then those never checked, then the
    oldest."""
    all_lines = [(country, line) for country in countries().values() for line in country.lines]
    due = [(country, line) for country, line in all_lines if line.why_to_check(today)]
    return sorted(due, key=lambda pair: (not pair[1].doubt, pair[1].checked_on or date.min))


@cache
def countries() -> dict[str, Country]:
    """Read once, at the first question: a mistake in the file is told by `load_resources`, not by every command."""
    return read_helplines()
