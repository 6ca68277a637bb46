"""One button calms the room, one takes it all back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.chat import actions
from community.chat.limits import TooSoon
from community.chat.models import Message
from tests.chat.factories import make_host, make_message, make_newcomer
from tests.factories import NOON

MINUTE = timedelta(minutes=1)


def test_calm_room_is_slow_without_links_and_holds_new_members(room, group, ada, mo):
    host, nia = make_host(group), make_newcomer(group)
    assert actions.calm_room(room=room, host=host, now=NOON)
    assert not actions.calm_room(room=room, host=host, now=NOON)

    make_message(room, ada)
    with pytest.raises(TooSoon) as refusal:
        make_message(room, ada, body="Soon after")
    with pytest.raises(PermissionDenied, match="Links are off"):
        make_message(room, ada, body="https://example.org/", now=NOON + MINUTE)
    held = make_message(room, nia)
    make_message(room, mo, body="Hosts may: https://example.org/")

    assert refusal.value.seconds == 30
    assert (held.seq, held.waits_for) == (None, Message.Wait.HOST)
    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["paced", "sent", "sent"]


def test_one_button_takes_all_back_and_what_was_held_for_the_calm_appears(room, group, ada):
    host, nia, ned = make_host(group), make_newcomer(group), make_newcomer(group, "Ned")
    linked_before = make_message(room, ned, body="https://example.org/")
    actions.pace_room(room=room, host=host, seconds=10, now=NOON)
    actions.calm_room(room=room, host=host, now=NOON)
    held = make_message(room, nia, body="Hello all")

    assert actions.end_calm(room=room, host=host, now=NOON + MINUTE) == 1
    assert actions.end_calm(room=room, host=host, now=NOON + MINUTE) is None

    room.refresh_from_db()
    held.refresh_from_db()
    linked_before.refresh_from_db()
    assert (room.calmed_at, room.pace_seconds) == (None, 10)
    assert (held.seq, linked_before.seq) == (room.last_seq, None)
    make_message(room, ada, body="https://example.org/", now=NOON + MINUTE)


def test_slower_rooms_stay_as_slow(room, mo):
    actions.pace_room(room=room, host=mo, seconds=3600, now=NOON)
    actions.calm_room(room=room, host=mo, now=NOON)

    room.refresh_from_db()
    assert room.pace_seconds == 3600


def test_members_neither_calm_nor_end_it(room, ada, mo):
    with pytest.raises(PermissionDenied):
        actions.calm_room(room=room, host=ada, now=NOON)
    actions.calm_room(room=room, host=mo, now=NOON)
    with pytest.raises(PermissionDenied):
        actions.end_calm(room=room, host=ada, now=NOON)


def test_notice_reaches_everybody_in_the_room(client, room, ada, mo):
    actions.calm_room(room=room, host=mo, now=NOON)
    client.force_login(ada)

    page = client.get(room.get_absolute_url()).content.decode()
    (news,) = client.get(f"{room.get_absolute_url()}events/").json()["events"]

    for html in (page, news["html"]):
        assert "A host has calmed the room." in html
    assert news["slow"] == 30
