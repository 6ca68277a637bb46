"""The cast: Ada and Bo share a group, Mo moderates it, Eve is in none, Ed edits the resources. Dora reads German."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from community.groups.models import Membership
from community.moderation.duty.watch import WATCH
from community.words.known import KNOWN, NO_RULES
from tests.factories import join, make_group, make_user
from tests.translations import write_catalogue


@pytest.fixture(autouse=True)
def empty_cache():
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
