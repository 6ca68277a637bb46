"""The site never asks an address that somebody gave: only its own services, at addresses from the settings."""

import ast
import socket
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from community.forum.models import Post
from community.reminders.models import Reminder
from tests.forum.factories import make_board, make_thread
from tests.reminders.test_forms import TYPED
from tests.test_architecture import imports, name_of, python_files

REACHES_OUT = {
    *(
        "socket",
        "ssl",
        "http.client",
        "urllib.request",
        "urllib3",
        "requests",
        "httpx",
        "aiohttp",
        "httpcore",
        "pycurl",
    ),
    *("smtplib", "imaplib", "poplib", "ftplib", "telnetlib", "xmlrpc", "websockets", "asyncio.streams", "subprocess"),
    *("redis", "psycopg", "psycopg_pool", "anymail", "pywebpush"),
}
MAY = {  # and to where: none of it from a person
    "community/backups/restoring.py": "this program again",
    "community/backups/databases/postgresql.py": "DATABASE_URL, by PostgreSQL's own programs",
    "community/core/limits/counting.py": "names of errors",
    "community/core/postgresql/base.py": "DATABASE_URL",
    "community/core/reachability.py": "its own port, DATABASE_URL and REDIS_URL",
    "community/core/supervisor.py": "the site's own processes",
    "community/core/views.py": "names of errors",
    "community/notifications/interfaces.py": "the provider's address of the settings, and where that leads: nowhere",
    "community/notifications/sending.py": "names of errors; MAIL_TRANSPORT reaches EMAIL_URL or the provider",
    "community/notifications/views/provider.py": "reports that come in",
}
LINK = "http://192.0.2.7:8080/canary.png"
WORDS = f"See {LINK} and ![a picture]({LINK}), <img src='{LINK}'>, [a page](http://169.254.169.254/latest/)."


def reaches_out(source):
    named = set(imports(ast.parse(source)))
    return {name for name in named for root in REACHES_OUT if name == root or name.startswith(f"{root}.")}


@pytest.mark.once
def test_only_these_modules_can_reach_out():
    found = {name_of(path) for path in python_files("community") if reaches_out(path.read_text())}

    assert found == set(MAY)


@pytest.mark.once
@pytest.mark.parametrize(
    "line", ["import socket", "from urllib.request import urlopen", "from redis.asyncio import Redis"]
)
def test_another_one_would_be_found(line):
    assert reaches_out(line)
    assert not reaches_out("from urllib.parse import urlsplit")


@pytest.fixture
def no_way_out(monkeypatch):
    """Every try of this process to reach anything but the Redis of the settings."""
    tries, connect, own = [], socket.socket.connect, urlsplit(settings.REDIS_URL).hostname

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] == own:
            return connect(self, address)
        tries.append(address)
        raise AssertionError(f"The site wanted to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
    return tries


def test_what_members_write_makes_the_site_reach_nothing(client, ada, group, no_way_out, time_machine):
    thread = make_thread(board=make_board(group), author=ada)
    client.force_login(ada)

    client.post(f"/threads/{thread.pk}/", {"body": WORDS})
    client.get(f"/threads/{thread.pk}/")
    client.post("/reminders/new/", {**TYPED, "note": WORDS, "starts_on_year": "2199"})
    client.get("/reminders/")
    client.get("/search/", {"q": LINK})

    assert Post.objects.filter(thread=thread, body__contains=LINK).exists()
    assert LINK in Reminder.objects.get().note
    assert no_way_out == []


def test_the_guard_would_notice(no_way_out):
    with closing(socket.socket()) as one, pytest.raises(AssertionError, match=r"192\.0\.2\.7"):
        one.connect(("192.0.2.7", 80))

    assert no_way_out == [("192.0.2.7", 80)]
