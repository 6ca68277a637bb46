"""A private group and its people: Gil moderates it, Hana is a host, Ida is in it. Mo moderates the site; Eve is a
stranger."""

import pytest

from community.groups.models import Membership
from tests.factories import EARLIER, NOON, join, make_group, make_moderator, make_user


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def quiet(db):
    return make_group("quiet", name="Quiet corner", description="For two or three.", privacy="private")


@pytest.fixture
def listed(quiet):
    quiet.listed_at = EARLIER
    quiet.save()
    return quiet


@pytest.fixture
def gil(quiet):
    return make_moderator(quiet)


@pytest.fixture
def hana(quiet):
    member = make_user("Hana")
    join(quiet, member, role=Membership.Role.HOST)
    return member


@pytest.fixture
def ida(quiet):
    member = make_user("Ida")
    join(quiet, member)
    return member


@pytest.fixture
def as_member(client):
    def sign_in(member):
        client.force_login(member)
        return client

    return sign_in
