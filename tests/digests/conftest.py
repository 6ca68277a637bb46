"""Whoever reads summaries, on the Sunday on which one is due."""

import pytest
import time_machine

from tests.digests.factories import SUNDAY, by_summary, waiting_for
from tests.digests.things import CANARY
from tests.factories import join, make_group


@pytest.fixture
def clock():
    with time_machine.travel(SUNDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def private(mo, ada, bo):
    """A private group whose name, rooms and threads all are the canary."""
    group = make_group("silent", name=CANARY, privacy="private")
    join(group, ada, bo)
    return group


@pytest.fixture
def reader(ada):
    waiting_for(ada), by_summary(ada)
    return ada
