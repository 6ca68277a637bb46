"""No route takes a write, or looks up what somebody typed, without a limit."""

from urllib.parse import parse_qsl

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.matrix.asking import answer_to
from tests.matrix.routes import ROUTES
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
WRITING = ("POST", "PUT", "PATCH", "DELETE")
WORD = "needlework"
TYPED = dict.fromkeys(("q", "title", "query", "search", "name", "names", "to", "words", "filter"), WORD)


@pytest.fixture
def closed(settings):
    """Nothing is allowed any more."""
    settings.LIMITS_FACTOR = 0


def from_outside(client=None):
    outside = Client(REMOTE_ADDR="198.51.100.1", raise_request_exception=False)
    if client:
        outside.cookies = client.cookies
    return outside


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_write_is_counted(world, clients, route):
    address, owner, stranger = route.address(world), from_outside(clients["owner"]), from_outside()

    answers = {(method, answer_to(one, method, address)) for one in (owner, stranger) for method in WRITING}

    assert answers == {(method, "429") for method in WRITING}


def test_every_search_is_counted(world, clients, settings):
    """Found by what the database is asked, so a new search cannot be forgotten. (`search:similar` compares titles by
    itself: it stands in the table and is not found here.)"""
    asks = {route: clients["admin" if route.name.startswith("admin:") else "owner"] for route in ROUTES}
    searches = {route for route, client in asks.items() if looks_up(client, route.address(world))}
    settings.LIMITS_FACTOR = 0

    uncounted = {str(route) for route in searches if search(asks[route], route.address(world)).status_code != 429}
    assert uncounted == set()
    assert {route.name for route in searches} >= {"search:search", "chat:names", "forum:names"}


def looks_up(client, address) -> bool:
    with CaptureQueriesContext(connection) as asked:
        search(client, address)
    return any(WORD in query["sql"] for query in asked if "django_session" not in query["sql"])


def search(client, address):
    """With what stands in the address already, but for words that somebody types."""
    path, _mark, query = address.partition("?")
    return client.get(path, {**dict(parse_qsl(query)), **TYPED})


def test_names_of_limited_routes_are_routes():
    known = {route.name for route in ROUTES}

    assert {name for kind in site.LIMITS for name in kind.routes} - known == set()


def test_pages_of_members_are_routes():
    assert site.MEMBERS_PAGES - {route.name for route in ROUTES} == set()


def test_pages_of_members_take_no_form():
    """Or whoever has read much could not write. A quote is sent by POST, and reads all the same."""
    taken = {route.name for route, methods in read_table().items() if "POST" in methods}

    assert taken & site.MEMBERS_PAGES == {"forum:quote"}
