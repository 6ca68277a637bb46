from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.chat import actions
from community.chat.models import Presence, Room
from tests.chat.factories import make_host, make_message, make_room
from tests.factories import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hosted(group):
    return make_room(group, slug="hosted", opening=Room.Opening.HOSTED, is_open=False)


def kinds(room):
    return list(room.events.order_by("seq").values_list("kind", flat=True))


def test_host_opens_and_closes_once_each(hosted, group, ada):
    host = make_host(group)

    assert actions.open_by_hand(room=hosted, host=host, now=NOON)
    assert not actions.open_by_hand(room=hosted, host=host, now=NOON)
    make_message(hosted, ada)
    assert actions.close_room(room=hosted, host=host, now=NOON)
    assert not actions.close_room(room=hosted, host=host, now=NOON)

    assert kinds(hosted) == ["opened", "sent", "closed"]


@pytest.mark.parametrize("act", [actions.open_room, actions.open_by_hand, actions.close_room])
@pytest.mark.parametrize("name", ["ada", "eve"])
def test_members_and_strangers_neither_open_nor_close(request, hosted, act, name):
    with pytest.raises(PermissionDenied):
        act(room=hosted, host=request.getfixturevalue(name), now=NOON)

    assert kinds(hosted) == []


def test_closed_room_says_what_it_waits_for(group, ada):
    expected = {"always": "The room is closed now.", "hosted": "while a host is here", "meetings": "for its meetings"}

    for opening, words in expected.items():
        with pytest.raises(PermissionDenied, match=words):
            make_message(make_room(group, slug=opening, opening=opening, is_open=False), ada)


def test_room_for_meetings_opens_by_the_clock_not_by_hand(group):
    room = make_room(group, opening=Room.Opening.MEETINGS, is_open=False)

    with pytest.raises(PermissionDenied, match="opens with its meetings"):
        actions.open_by_hand(room=room, host=make_host(group), now=NOON)

    assert actions.open_room(room=room, host=None, now=NOON)
    assert actions.close_room(room=room, host=None, now=NOON)


def test_room_closes_five_minutes_after_the_last_sign_of_a_host(hosted, group, ada):
    host = make_host(group)
    actions.open_by_hand(room=hosted, host=host, now=NOON)
    make_message(hosted, ada, now=NOON + 4 * MINUTE)  # no host

    assert actions.close_unhosted_rooms(now=NOON + 4 * MINUTE) == 0
    make_message(hosted, host, now=NOON + 4 * MINUTE)
    assert actions.close_unhosted_rooms(now=NOON + 8 * MINUTE) == 0
    assert actions.close_unhosted_rooms(now=NOON + 9 * MINUTE) == 1
    assert actions.close_unhosted_rooms(now=NOON + 9 * MINUTE) == 0

    assert kinds(hosted)[-1] == "closed"


def test_host_who_only_reads_keeps_the_room_open(hosted, group, ada):
    host = make_host(group)
    actions.open_by_hand(room=hosted, host=host, now=NOON)
    Presence.objects.create(room=hosted, member=ada, seen_at=NOON + 20 * MINUTE)
    seen = Presence.objects.create(room=hosted, member=host, seen_at=NOON + 9 * MINUTE)

    assert actions.close_unhosted_rooms(now=NOON + 10 * MINUTE) == 0
    seen.delete()  # two minutes after the last sign; the room remembers it
    assert actions.close_unhosted_rooms(now=NOON + 13 * MINUTE) == 0
    assert actions.close_unhosted_rooms(now=NOON + 14 * MINUTE) == 1


def test_host_of_another_group_keeps_no_room_open(hosted, group, eve):
    actions.open_by_hand(room=hosted, host=make_host(group), now=NOON)
    Presence.objects.create(room=hosted, member=eve, seen_at=NOON + 6 * MINUTE)

    assert actions.close_unhosted_rooms(now=NOON + 6 * MINUTE) == 1


def test_rooms_that_need_no_host_stay_open(room):
    assert actions.close_unhosted_rooms(now=NOON) == 0
    assert room.events.count() == 0
