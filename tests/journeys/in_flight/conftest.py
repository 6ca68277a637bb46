"""One place with everybody in it, a minute after its rows were read."""

import pytest

from tests.journeys.in_flight.standing import LATER, Place


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def at_that_minute(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def place(group, ada, bo, mo):
    return Place(group, ada, bo, mo)
