import pytest
import time_machine

from tests.factories import NOON, make_moderator, make_user
from tests.moderation.factories import make_post, report_post


@pytest.fixture(autouse=True)
def at_noon():
    """Pages act when the factories do: a claim made by one is fresh for the other."""
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def gil(group):
    """Moderates Ada's group and no other place."""
    return make_moderator(group)


@pytest.fixture
def post(group, ada):
    return make_post(group, ada)


@pytest.fixture
def report(post, bo):
    return report_post(post, bo, words="This hurt me.")


@pytest.fixture
def case(report):
    return report.case


@pytest.fixture
def root(db):
    """Stands above the moderators."""
    return make_user("Root", is_superuser=True, is_staff=True, is_moderator=True)


@pytest.fixture
def as_member(client):
    def sign_in(member):
        client.force_login(member)
        return client

    return sign_in
