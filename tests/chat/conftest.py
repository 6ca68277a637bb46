from threading import Barrier

import pytest
from django.db import connection

from community.chat.reading import READERS
from tests.chat.factories import make_room


@pytest.fixture
def room(group):
    return make_room(group)


@pytest.fixture(autouse=True)
def idle_readers():
    """Channels' test client keeps the connections of other threads open, which would hold on to the test database."""
    yield
    everyone = len(READERS._threads)
    together = Barrier(everyone or 1)
    for closing in [READERS.submit(close_connection, together) for _ in range(everyone)]:
        closing.result(timeout=10)


def close_connection(together):
    together.wait(timeout=10)
    connection.close()
