"""The embedded broker between processes: whole messages or none."""

from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from community.broker import TRANSPORT, files_in
from community.celery import app
from community.core.broker_transport import Transport

QUEUE = "celery"


@pytest.fixture
def broker(tmp_path):
    """Without the folder of what was read: a command may write before any process of the site has run."""
    options = files_in(tmp_path)
    for name in ("data_folder_in", "control_folder"):
        Path(options[name]).mkdir()
    with Connection("filesystem://", transport=TRANSPORT, transport_options=options) as connection:
        yield connection


class LookedAt:
    """While a message with it is being written, a worker takes what it finds."""

    def __init__(self, worker):
        self.worker = worker
        self.found = []

    def __json__(self):
        try:
            self.found.append(self.worker._get(QUEUE))
        except Empty:
            self.found.append(Empty)
        return "nudge"


@pytest.mark.once  # with Redis there is none
def test_the_embedded_site_uses_it():
    with app.connection_for_write() as connection:
        assert isinstance(connection.transport, Transport)


def test_a_message_is_there_when_it_is_whole_and_not_before(broker):
    body = LookedAt(broker.channel())

    broker.channel()._put(QUEUE, {"body": body})

    assert body.found == [Empty]
    assert body.worker._get(QUEUE) == {"body": "nudge"}
    with pytest.raises(Empty):
        body.worker._get(QUEUE)


def test_messages_come_in_their_order(broker):
    channel = broker.channel()

    for number in range(5):
        channel._put(QUEUE, number)

    assert [channel._get(QUEUE) for _ in range(5)] == list(range(5))


def test_a_file_that_is_no_message_ends_no_worker(broker, tmp_path):
    channel = broker.channel()
    (tmp_path / "broker" / f"0.{QUEUE}.msg").touch()

    channel._put(QUEUE, {"body": "nudge"})

    assert channel._get(QUEUE) == {"body": "nudge"}


def test_a_message_that_cannot_be_written_leaves_none(broker, tmp_path):
    (tmp_path / "broker").rmdir()

    with pytest.raises(broker.channel_errors):
        broker.channel()._put(QUEUE, {"body": "nudge"})
