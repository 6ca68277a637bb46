from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.chat.models import Message, RoomEvent
from tests.chat.factories import make_message, make_room
from tests.factories import NOON


@pytest.fixture
def message(group, ada):
    return make_message(make_room(group), ada)


def refused(create, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        create(**fields)


def test_room_numbers_are_given_once(message):
    fields = {"author": message.author, "body": "Again.", "created_at": NOON, "room": message.room}

    refused(Message.objects.create, **fields, client_id=uuid4(), seq=message.seq)
    refused(Message.objects.create, **fields, client_id=message.client_id, seq=2)
    refused(Message.objects.create, **fields, client_id=uuid4(), seq=0)


@pytest.mark.parametrize("body", ["", "a" * 4001])
def test_message_is_neither_empty_nor_endless(message, body):
    fields = {"author": message.author, "created_at": NOON, "room": message.room, "client_id": uuid4(), "seq": 2}

    refused(Message.objects.create, **fields, body=body)
    Message.objects.create(**fields, body="ä" * 4000)


def test_event_is_known_and_numbered_once(message):
    fields = {"room": message.room, "message": message, "created_at": NOON}

    refused(RoomEvent.objects.create, **fields, seq=1, kind="hidden")
    refused(RoomEvent.objects.create, **fields, seq=2, kind="shouted")
    refused(RoomEvent.objects.create, **fields, seq=0, kind="hidden")


def test_message_address_shows_it_at_the_end_of_its_page(message):
    assert message.get_absolute_url() == f"/rooms/quiet-corner/?before=2#message-{message.pk}"
    assert str(message) == "Quiet corner, 1"
    assert str(message.events.get()) == "Quiet corner, 1: sent"
