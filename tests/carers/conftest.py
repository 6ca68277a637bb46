"""Wren is helped, Dee helps her. Both are in Ada's group; Ada wrote there."""

import pytest

from tests.factories import join, make_user
from tests.forum.factories import make_thread


@pytest.fixture
def wren(group):
    member = make_user("Wren")
    join(group, member)
    return member


@pytest.fixture
def dee(group):
    member = make_user("Dee")
    join(group, member)
    return member


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)
