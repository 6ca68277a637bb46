"""The cast: Ada and Bo share a group, Mo moderates it, Eve is in none, Ed edits the resources. Dora reads German."""

import os
from contextlib import nullcontext
from itertools import product

import pytest
import time_machine
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.middleware import csrf
from django.utils import translation
from django.utils.crypto import get_random_string

from community.chat import company
from community.core.limits.counting import Outage
from community.forum.actions import naming
from community.groups.models import Membership
from community.moderation.duty.watch import WATCH
from community.words.known import KNOWN, NO_RULES
from tests.browser.site import KICK, run_postgres
from tests.factories import join, make_group, make_user
from tests.translations import write_catalogue

CONSONANTS = "bcdfghjklmnpqrstvwxz"
WORDS = [f"{first.upper()}{second}" for first, second in product(CONSONANTS, repeat=2)]


@pytest.fixture(scope="session", autouse=True)
def chance_spells_no_names():
    """No token, nonce or name for one thread has a vowel or a digit: one in a thousand pages had "Dee" in one, or a
    "Mellow Deer", where a test said that nobody finds her there."""

    def nonce_of(_middleware, request):
        if not hasattr(request, "_csp_nonce"):
            request._csp_nonce = get_random_string(40, CONSONANTS)
        return request._csp_nonce

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csrf, "CSRF_ALLOWED_CHARS", CONSONANTS)
        patch.setattr(CSPMiddleware, "_make_nonce", nonce_of)
        patch.setattr(naming, "ADJECTIVES", WORDS)
        patch.setattr(naming, "NOUNS", WORDS)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """PostgreSQL drops no database that somebody is in, and a thread that some test left behind may be: ten thousand
    tests that passed would end with an error."""
    yield
    if connection.vendor == "postgresql":
        connection.close()
        connection.close_pool()
        run_postgres(os.environ["DATABASE_URL"], (KICK, [connection.settings_dict["NAME"]]))


@pytest.fixture(scope="session", autouse=True)
def another_day():
    """`make test TODAY=2028-02-29`: what holds today has to hold in a year. Ten minutes later it is midnight."""
    day = os.environ.get("TODAY")
    with time_machine.travel(f"{day}T23:50+00:00", tick=True) if day else nullcontext():
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """And one that answers, whatever it did in the test before."""
    Outage.end()
    cache.clear()


@pytest.fixture(autouse=True)
def words_of_the_source():
    """Django's test client leaves the language of its last page behind; a server begins each request anew."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def no_rules_about_words():
    """Tests that want some make them (tests/words/factories.py); nobody else asks the database for them."""
    KNOWN.keep(NO_RULES, seconds=3600)


@pytest.fixture(autouse=True)
def nobody_on_duty():
    """As above: tests that want somebody to be there say so (tests/moderation/duty/)."""
    WATCH.keep([], seconds=float("inf"))


@pytest.fixture(autouse=True)
def nobody_looks_who_is_there(monkeypatch):
    """Every five seconds rooms tell who is in them: on a slow machine between the frames that a test waits for."""
    monkeypatch.setattr(company, "LOOK_SECONDS", 3600.0)


@pytest.fixture
def group(db):
    return make_group()


@pytest.fixture
def ada(group):
    member = make_user("Ada", time_zone="Europe/Berlin")
    join(group, member)
    return member


@pytest.fixture
def bo(group):
    member = make_user("Bo")
    join(group, member)
    return member


@pytest.fixture
def mo(group):
    member = make_user("Mo", is_moderator=True)
    join(group, member, role=Membership.Role.MODERATOR)
    return member


@pytest.fixture
def eve(db):
    return make_user("Eve")


@pytest.fixture
def ed(db):
    return make_user("Ed", is_editor=True)


@pytest.fixture
def german(settings, tmp_path):
    """An operator has added a second language."""
    write_catalogue(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]


@pytest.fixture
def dora(german, group):
    member = make_user("Dora", language="de", time_zone="Europe/Berlin")
    join(group, member)
    return member
