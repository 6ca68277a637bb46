import pytest

from tests.chat.meetings.factories import make_meeting
from tests.factories import NOON


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def meeting(room, mo):
    return make_meeting(room, mo)
