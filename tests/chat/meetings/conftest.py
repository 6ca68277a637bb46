from datetime import timedelta

import pytest

from community.chat.tasks import put_calendars_right
from tests.chat.meetings.calendars import sent
from tests.chat.meetings.factories import make_meeting
from tests.factories import NOON


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def meeting(room, mo):
    return make_meeting(room, mo)


@pytest.fixture
def later(time_machine):
    """A tick of the clock so many minutes after noon, and what goes out then."""

    def tick(minutes=1):
        time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
        put_calendars_right()
        return sent()

    return tick
