"""The forum's tests happen an hour after noon, whatever the day on which they run."""

from datetime import timedelta

import pytest
import time_machine

from tests.factories import NOON


@pytest.fixture(autouse=True)
def an_hour_after_noon():
    with time_machine.travel(NOON + timedelta(hours=1), tick=True):
        yield
