"""What each role gets by each way into the site: pages and forms are in routes.csv, all others in ways.csv."""

from collections import Counter

import pytest

from tests.matrix.asking import answer_to_ask
from tests.matrix.sockets import SOCKET_ASKS
from tests.matrix.standing import signed_in_as, standing_world
from tests.matrix.table import read_table, read_ways, way_line
from tests.matrix.ways import ROLES, asks_of, cast_of
from tests.matrix.world import NOW

TABLE = read_ways()
AT_LEAST = 7_500
WAYS = ("page", "form", "script", "feed", "calendar", "mail link", "upload", "export", "socket")


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker, tmp_path_factory):
    """The questions, clients by role, and the clock."""
    with standing_world(django_db_blocker, tmp_path_factory.mktemp("resources")) as world:
        cast = cast_of(world)
        yield asks_of(world), signed_in_as(cast), world.clock


@pytest.mark.django_db
def test_everybody_gets_what_the_row_says_by_every_way(asked):
    asks, clients, clock = asked
    found = {}
    for key, ask in asks.items():
        clock.move_to(NOW)  # some may be done for ten minutes
        found[key] = {role: answer_to_ask(clients[role], ask) for role in ROLES}
    wrong = [way_line(key, cells) for key, cells in found.items() if TABLE.get(key) != cells]

    assert wrong == [], "\n".join(["If this is right, it belongs into ways.csv:", *wrong])


@pytest.mark.django_db
def test_every_question_has_a_row_and_every_row_a_question(asked):
    asks, *_rest = asked

    assert set(TABLE) == set(asks) | set(SOCKET_ASKS)


def test_no_way_in_is_missing_and_no_cell_is_empty():
    assert {way for _object, _action, way in TABLE} == set(WAYS)
    assert [key for key, cells in TABLE.items() if not all(cells.values())] == []


def test_what_is_the_same_in_every_kind_of_group_is_asked_in_each():
    asked_in = {}
    for name, action, way in TABLE:
        kind, colon, thing = name.partition(" group")
        if colon:
            asked_in.setdefault((thing, action, way), set()).add(kind)

    assert {thing: kinds for thing, kinds in asked_in.items() if kinds != {"private", "open", "public"}} == {}


def test_the_cells_are_counted():
    """By way. They grow with each row and may not shrink by themselves: whoever takes many away says so here."""
    by_way = Counter()
    for methods in read_table().values():
        for method, cells in methods.items():
            by_way["page" if method == "GET" else "form"] += len(cells)
    for (_object, _action, way), cells in TABLE.items():
        by_way[way] += len(cells)
    print(dict(by_way))  # for whoever wants to know: pytest -s

    assert by_way.total() >= 2_000
    assert by_way.total() >= AT_LEAST
    assert set(by_way) == set(WAYS)
