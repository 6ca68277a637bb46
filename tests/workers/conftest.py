import pytest

from tests.workers.sink import Sink
from tests.workers.staff import Staff


@pytest.fixture
def sink():
    with Sink().open() as running:
        yield running


@pytest.fixture
def staff(transactional_db, tmp_path, sink):
    with Staff(tmp_path, sink.url).on_duty() as here:
        yield here
