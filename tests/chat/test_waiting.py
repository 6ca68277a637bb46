from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.chat import actions
from community.chat.limits import TooSoon
from community.chat.models import Message
from tests.chat.factories import make_message
from tests.factories import NOON

GUARD = timedelta(seconds=10)


def send_guarded(room, author, body="Not yet."):
    return actions.send_message(room=room, author=author, body=body, client_id=uuid4(), guard=GUARD, now=NOON)


def test_message_that_waits_is_read_by_nobody(room, ada, bo):
    waiting = send_guarded(room, ada)

    assert waiting.seq is None
    assert not Message.objects.visible_to(bo).exists()
    assert not room.messages.before(99).exists()
    assert not room.events.exists()


def test_message_that_waited_takes_the_place_of_the_moment_it_appears(room, ada, bo):
    send_guarded(room, ada, body="First written")
    make_message(room, bo, body="First said")

    assert actions.publish_due(now=NOON + GUARD - timedelta(seconds=1)) == 0
    assert actions.publish_due(now=NOON + GUARD) == 1

    assert list(room.messages.order_by("seq").values_list("seq", "body")) == [(1, "First said"), (2, "First written")]
    assert room.messages.get(seq=2).created_at == NOON + GUARD
    assert actions.publish_due(now=NOON + GUARD) == 0


def test_message_has_a_number_or_waits(room, ada):
    waiting = send_guarded(room, ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=waiting.pk).update(held_until=None)


@pytest.mark.parametrize("gone", ["hidden_at", "removed_at", "erased_at"])
def test_what_is_gone_waits_for_nobody(room, ada, gone):
    waiting = send_guarded(room, ada)
    assert list(Message.objects.waiting()) == [waiting]

    Message.objects.filter(pk=waiting.pk).update(**{gone: NOON})

    assert not Message.objects.waiting().exists()
    assert actions.publish_due(now=NOON + GUARD) == 0


def test_hidden_while_it_waits_it_does_not_appear(room, ada, mo):
    waiting = send_guarded(room, ada)

    assert actions.hide_message(waiting, moderator=mo, now=NOON)

    assert actions.publish_due(now=NOON + GUARD) == 0
    assert not room.events.exists()


def test_slow_room_says_how_long_to_wait_and_hosts_do_not(room, ada, mo):
    room.slow_seconds = 30
    room.save(update_fields=["slow_seconds"])
    make_message(room, ada)

    with pytest.raises(TooSoon, match="in 20 seconds") as refusal:
        make_message(room, ada, now=NOON + timedelta(seconds=10))
    make_message(room, ada, now=NOON + timedelta(seconds=30))
    make_message(room, mo)
    make_message(room, mo)

    assert refusal.value.seconds == 20
    assert room.messages.count() == 4


def test_page_says_how_long_to_wait_and_keeps_the_text(client, room, ada):
    room.slow_seconds = 3600
    room.save(update_fields=["slow_seconds"])
    client.force_login(ada)
    address = f"{room.get_absolute_url()}messages/"
    client.post(address, {"body": "First"})

    plain = client.post(address, {"body": "Second words"})
    in_place = client.post(address, {"body": "Second words"}, headers={"Accept": "application/json"})

    assert (plain.status_code, in_place.status_code) == (429, 429)
    assert "Second words" in plain.content.decode()
    assert 3590 < in_place.json()["wait"] <= 3600


def test_closed_room_is_read_and_written_by_hosts_only(client, room, ada, mo):
    make_message(room, ada, body="Before it closed")
    room.is_open = False
    room.save(update_fields=["is_open"])
    client.force_login(ada)

    page = client.get(room.get_absolute_url()).content.decode()
    refused = client.post(f"{room.get_absolute_url()}messages/", {"body": "Too late"})
    make_message(room, mo, body="We open at seven.")

    assert "Before it closed" in page
    assert "The room is closed now." in page
    assert refused.status_code == 403
    assert "Too late" in refused.content.decode()
