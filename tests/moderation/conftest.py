import pytest
import time_machine

from community.groups.models import Membership
from tests.factories import NOON, join, make_user
from tests.moderation.factories import make_post, report_post


@pytest.fixture(autouse=True)
def at_noon():
    """Pages act when the factories do: a claim made by one is fresh for the other."""
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def gil(group):
    """Moderates Ada's group and no other place."""
    member = make_user("Gil")
    join(group, member, role=Membership.Role.MODERATOR)
    return member


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
