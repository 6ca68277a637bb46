"""What a page shows to somebody who is signed in no browser keeps: on a device that others use, Back shows nothing."""

from http.cookies import SimpleCookie

import pytest
from django.db import transaction

from tests.matrix.asking import FORM, NOTHING_TYPED
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
SHOWN = {"200", "422"}
MAY_BE_KEPT = {  # and why
    "pages:worker": "a script, the same for everybody",
    "calendars:feed": "for calendar programs, which ask by its ETag whether anything is new; its address is its key",
}
SIGNED_IN = ("owner", "moderator", "admin")  # the owner is a member, and is shown whatever is a member's own


def pages_of(role):
    """Route and method of what this role is shown."""
    rows = ((route, method, cells) for route, methods in read_table().items() for method, cells in methods.items())
    return [(route, method) for route, method, cells in rows if cells[role] in SHOWN and route.name not in MAY_BE_KEPT]


def is_for_no_visitor(cells):
    return cells["visitor"] not in SHOWN


def kept_by(client, method, address):
    """What the answer says of keeping it; of the request nothing stays."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = client.generic(method, address, NOTHING_TYPED if method == "POST" else "", content_type=FORM)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    assert str(response.status_code) in SHOWN, address
    return response.headers.get("Cache-Control", "")


def without_no_store(client, world, pages):
    said = {f"{method} {route}": kept_by(client, method, route.address(world)) for route, method in pages}
    return {page: words for page, words in said.items() if "no-store" not in words}


@pytest.mark.parametrize("role", SIGNED_IN)
def test_nothing_that_is_shown_to_a_member_is_kept(world, clients, role):
    pages = pages_of(role)

    assert len(pages) >= 150
    assert without_no_store(clients[role], world, pages) == {}


def test_what_a_suspended_member_is_shown_of_their_own_is_not_kept_either(world, clients):
    """They are a visitor elsewhere, whose pages may be kept."""
    table = read_table()
    pages = [(route, method) for route, method in pages_of("suspended") if is_for_no_visitor(table[route][method])]

    assert {"accounts:paused", "privacy:mine", "moderation:record"} <= {route.name for route, _method in pages}
    assert without_no_store(clients["suspended"], world, pages) == {}
