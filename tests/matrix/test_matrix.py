"""Every URL of the site, asked for by everybody: routes.csv says who gets what. Other ways in are in test_ways.py."""

import pytest

from tests.matrix.asking import answers, answers_to_no_body
from tests.matrix.routes import ROUTES
from tests.matrix.table import NOT_HERE, lines_of, read_table
from tests.matrix.world import ROLES

pytestmark = pytest.mark.django_db
TABLE = read_table()


def test_every_url_has_a_row():
    assert [str(route) for route in ROUTES if route not in TABLE] == []


def test_every_row_has_a_url():
    assert [str(route) for route in TABLE if route not in ROUTES] == []


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_everybody_gets_what_the_row_says(world, clients, route):
    found = answers(clients, world, route)
    if route not in TABLE:
        pytest.fail("\n".join(["If this is right, it belongs into routes.csv:", *lines_of(route, found)]))
    nobody = dict.fromkeys(ROLES, NOT_HERE)
    wrong = {
        f"{method} by {role}": f"{cell}, not {expected}"
        for method, cells in found.items()
        for role, cell in cells.items()
        if (expected := TABLE[route].get(method, nobody)[role]) != cell
    }
    wrong |= {
        f"POST without a body by {role}": cell
        for role, cell in answers_to_no_body(clients, world, route, found["POST"]).items()
        if cell >= "500"
    }
    assert wrong == {}
