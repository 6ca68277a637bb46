"""Whatever is written into any form of the site stands in no log: not at DEBUG, and not when the database fails while
it quotes what it was given."""

import io
import itertools
import logging
import logging.config
import re
import string
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin

import pytest
from django.db import connection, transaction

from community.log_lines import logging_of
from tests.matrix.asking import FORM
from tests.matrix.forms_in import Forms
from tests.matrix.routes import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("default")]
TEAM = ("/moderation/", "/admin/", "/resources/")  # a member's other pages have the same forms for everybody
WRITES = ("INSERT", "UPDATE", "DELETE")


class Words:
    """Each one once, in letters alone: nothing takes it for a token."""

    def __init__(self):
        letters = itertools.product(string.ascii_lowercase, repeat=4)
        self.endless = (f"zaunkoenig{''.join(four)}zaun" for four in letters)
        self.said = []
        self.shapes = set()  # of forms that were filled in: one like them on another page is the same code

    def __call__(self):
        self.said.append(next(self.endless))
        return self.said[-1]


@pytest.fixture
def log(settings):
    out, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.config.dictConfig(logging_of(level="DEBUG", how="text"))
    root.handlers[0].setStream(out)
    yield out
    logging.config.dictConfig(settings.LOGGING)
    root.handlers[:], _same = handlers, root.setLevel(level)


def quoting_failure(execute, sql, params, many, context):
    if sql.startswith(WRITES) and "django_session" not in sql:
        raise RuntimeError(f"It failed at {sql} with {params!r}")
    return execute(sql, params, many, context)


def ask(client, method, address, data=""):
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = client.generic(method, address, data, content_type=FORM)
        page = "" if response.streaming else response.content.decode(errors="replace")
        transaction.set_rollback(True)
    client.cookies = cookies
    return page, response.status_code


def write_everywhere(client, address, words):
    """The number of forms that were sent, and how many answers were errors."""
    page, _status = ask(client, "GET", address)
    sent = failed = 0
    for form in Forms(page).found:
        target = urljoin(address, form.action).split("#")[0]
        shape = (re.sub(r"\d+", "", target.partition("?")[0]), *form.written)
        if not form.written or not target.startswith("/") or shape in words.shapes:
            continue
        words.shapes.add(shape)
        data = urlencode(form.filled(words))
        query = f"{target.partition('?')[0]}?{data}"
        _page, status = ask(client, "POST", target, data) if form.method == "POST" else ask(client, "GET", query)
        sent, failed = sent + 1, failed + (status >= 500)
    return sent, failed


@pytest.mark.parametrize(
    ("role", "begins", "most"),
    [("member", ("/",), 15), ("owner", ("/",), 15), ("moderator", TEAM, 10), ("admin", TEAM, 10)],
)
def test_nothing_that_is_written_anywhere_stands_in_the_log(world, clients, log, role, begins, most):
    words = Words()

    counts = [write_everywhere(clients[role], address, words) for address in addresses(world, begins)]

    assert sum(sent for sent, _failed in counts) > most
    assert [word for word in words.said if word in log.getvalue()] == []


def test_nor_when_the_database_fails_and_quotes_what_it_was_given(world, clients, log):
    words, everywhere = Words(), addresses(world, ("/",))

    with connection.execute_wrapper(quoting_failure):
        counts = [write_everywhere(clients["owner"], address, words) for address in everywhere]

    assert sum(failed for _sent, failed in counts) > 3
    assert "RuntimeError" in log.getvalue()
    assert [word for word in words.said if word in log.getvalue()] == []


def addresses(world, begins):
    return sorted({address for route in ROUTES if (address := route.address(world)).startswith(begins)})
