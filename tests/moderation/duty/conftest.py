"""Mo, Lou and Una moderate the whole site."""

import pytest

from community.moderation.duty.watch import WATCH
from tests.factories import make_user
from tests.moderation.duty.factories import worry


@pytest.fixture(autouse=True)
def nobody_on_duty():
    """Here pages look at the rota that a test has made."""
    WATCH.forget()


@pytest.fixture
def lou(mo):
    return make_user("Lou", is_moderator=True)


@pytest.fixture
def una(lou):
    return make_user("Una", is_moderator=True)


@pytest.fixture
def life(post, bo):
    return worry(post, bo)


@pytest.fixture
def page(as_member):
    """The page as somebody reads it, with the rota as it is now."""

    def read(member, address, **kwargs):
        WATCH.forget()
        return as_member(member).get(address, **kwargs)

    return read
