import pytest
from django.contrib.auth.models import AnonymousUser

from community.chat import actions
from community.chat.models import Message, Room, RoomEvent
from tests.chat.factories import make_message, make_room
from tests.factories import NOON


@pytest.mark.parametrize(
    ("privacy", "readers"),
    [("public", {"ada", "eve", "visitor"}), ("open", {"ada", "eve"}), ("private", {"ada"})],
)
def test_room_and_what_is_in_it_are_seen_by_whom_the_group_says(group, ada, eve, privacy, readers):
    make_message(make_room(group), ada)
    group.privacy = privacy
    group.save()

    people = {"ada": ada, "eve": eve, "visitor": AnonymousUser()}
    for table in (Room, Message, RoomEvent):
        assert {name for name, user in people.items() if table.objects.visible_to(user).exists()} == readers


def test_hidden_message_is_not_among_those_one_may_read(group, ada, mo):
    message = make_message(make_room(group), ada)

    actions.hide_message(message, moderator=mo, now=NOON)

    assert not Message.objects.visible_to(ada).exists()


def test_news_follow_the_numbers(group, ada, mo):
    room = make_room(group)
    first, _second = make_message(room, ada), make_message(room, ada)
    actions.hide_message(first, moderator=mo, now=NOON)

    events = room.events.after(1)

    assert [(event.seq, event.kind) for event in events] == [(2, "sent"), (3, "hidden")]
    assert [message.seq for message in room.messages.before(2)] == [1]
