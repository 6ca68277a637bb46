"""routes.csv: what each role gets at each route."""

import csv
from pathlib import Path

from tests.matrix.routes import Route
from tests.matrix.ways import ROLES as ROLES_BY_EVERY_WAY
from tests.matrix.world import ROLES

FILE = Path(__file__).with_name("routes.csv")
WAYS = Path(__file__).with_name("ways.csv")
WAYS_HEAD = ("object", "action", "way", *ROLES_BY_EVERY_WAY)
HEAD = ("route", "path", "method", *ROLES)
METHODS = ("GET", "POST")
NOT_HERE = "405"
WIDTHS = (36, 52, 6, *(max(len(role), 6) for role in ROLES))
Cells = dict[str, str]  # by role


def read_table() -> dict[Route, dict[str, Cells]]:
    """Cells by route and method."""
    with FILE.open(newline="", encoding="utf-8") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    assert tuple(rows[0]) == HEAD
    table: dict[Route, dict[str, Cells]] = {}
    for route, path, method, *cells in rows[1:]:
        methods = table.setdefault(Route(route, path), {})
        assert method in METHODS, f"{route}: {method}?"
        assert method not in methods, f"{route} has two rows for {method}."
        methods[method] = dict(zip(ROLES, cells, strict=True))
    return table


def line_of(route: Route, method: str, cells: Cells) -> str:
    values = (route.name, route.path, method, *(cells[role] for role in ROLES))
    return ", ".join(value.ljust(width) for value, width in zip(values, WIDTHS, strict=True)).rstrip()


def lines_of(route: Route, found: dict[str, Cells]) -> list[str]:
    """For the file. A method that nobody may use has no row."""
    return [line_of(route, method, cells) for method, cells in found.items() if set(cells.values()) != {NOT_HERE}]


def read_ways() -> dict[tuple[str, str, str], Cells]:
    """ways.csv: cells by object, action and way."""
    with WAYS.open(newline="", encoding="utf-8") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    assert tuple(rows[0]) == WAYS_HEAD
    keys = [tuple(row[:3]) for row in rows[1:]]
    assert len(set(keys)) == len(keys), "Two rows of ways.csv are about the same."
    return {(row[0], row[1], row[2]): dict(zip(WAYS_HEAD[3:], row[3:], strict=True)) for row in rows[1:]}


def way_line(key: tuple[str, str, str], cells: Cells) -> str:
    widths = (34, 26, 10, *(max(len(role), 9) for role in WAYS_HEAD[3:]))
    values = (*key, *(cells[role] for role in WAYS_HEAD[3:]))
    return ", ".join(value.ljust(width) for value, width in zip(values, widths, strict=True)).rstrip()
