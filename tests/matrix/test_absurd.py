"""Whatever is sent to any address, in every field that any form has, is answered, and never with a mistake of ours. In
each round all fields are bad in the same way, so that no route needs to be told which of them are its own."""

import re
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.inputs import ROOT, fields_of_ours
from tests.matrix.routes import ROUTES
from tests.matrix.table import read_table

pytestmark = pytest.mark.django_db
READ = re.compile(r"request\.(?:GET|POST)(?:\.get(?:list)?\(|\[)\"(\w+)\"")
BAD = {
    "too long": ["x" * 70_000],
    "no number and no choice": ["<b>%s{0}\u202e"],
    "a number that is too large": ["9" * 400],
    "signs that cannot be stored": ["a\0b\ud800"],
    "several where one is asked for": ["-1", "1", "2", ""],
}
IN_ADDRESSES = ["a number that is too large", "signs that cannot be stored"]


@pytest.fixture(scope="module")
def names():
    """Of every field, and of what views read without a form."""
    read = (READ.findall(path.read_text()) for path in (ROOT / "community").rglob("*.py"))
    return sorted({name for _module, _form, name, _words in fields_of_ours()}.union(*read))


def sent(names, values):
    text = urlencode([(name, value) for name in names for value in values], errors="surrogatepass")
    return text[:900_000]  # a body may have a megabyte; what is cut off goes first to others in another round


def mistakes(world, clients, method, data):
    """Addresses that answered with a mistake of ours, asked by whoever gets furthest there."""
    table, found = read_table(), {}
    for route in ROUTES:
        role = "admin" if route.path.startswith("admin/") else "moderator" if "moderation" in route.path else "owner"
        if table.get(route, {}).get(method, {}).get(role, "405") in ("405", "404"):
            continue
        status = status_of(clients[role], method, route.address(world), data)
        if status >= 500:
            found[f"{method} {route.path}"] = status
    return found


def status_of(client, method, address, data):
    cookies = client.cookies.copy()
    with transaction.atomic():
        if method == "POST":
            response = client.post(address, data, content_type="application/x-www-form-urlencoded")
        else:
            response = client.get(f"{address.partition('?')[0]}?{data}")
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


@pytest.mark.parametrize("kind", BAD)
def test_no_form_breaks(world, clients, names, settings, kind):
    settings.LIMITS_FACTOR, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000, 5_000

    assert mistakes(world, clients, "POST", sent(names, BAD[kind])) == {}


@pytest.mark.parametrize("kind", IN_ADDRESSES)
def test_no_address_breaks(world, clients, names, settings, kind):
    settings.LIMITS_FACTOR = 10_000

    assert mistakes(world, clients, "GET", sent(names, BAD[kind])) == {}
