import threading
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from community.chat import actions
from community.chat.models import Room
from tests.chat.factories import make_message, make_room
from tests.factories import NOON


def test_message_takes_the_next_number_of_its_room(group, ada, bo):
    room, other = make_room(group), make_room(group, slug="garden")

    first, second, elsewhere = make_message(room, ada), make_message(room, bo), make_message(other, ada)

    assert [first.seq, second.seq, elsewhere.seq] == [1, 2, 1]
    assert list(room.events.order_by("seq").values_list("seq", "kind", "message")) == [
        (1, "sent", first.pk),
        (2, "sent", second.pk),
    ]
    assert Room.objects.get(pk=room.pk).last_seq == 2


def test_same_client_id_a_second_time_returns_the_first(group, ada):
    room, client_id = make_room(group), uuid4()

    sent = [actions.send_message(room=room, author=ada, body="Once", client_id=client_id, now=NOON) for _ in range(5)]

    assert {message.pk for message in sent} == {room.messages.get().pk}
    assert room.messages.get().body == "Once"
    assert Room.objects.get(pk=room.pk).last_seq == 1


def test_other_words_under_a_used_client_id_are_kept_once_too(group, ada):
    room, client_id = make_room(group), uuid4()

    for body in ("Half a sen", "Half a sentence", "Half a sentence"):
        actions.send_message(room=room, author=ada, body=body, client_id=client_id, now=NOON)

    assert [message.body for message in room.messages.order_by("seq")] == ["Half a sen", "Half a sentence"]


def test_two_members_may_choose_the_same_client_id(group, ada, bo):
    room, client_id = make_room(group), uuid4()

    for author in (ada, bo):
        actions.send_message(room=room, author=author, body="Hello", client_id=client_id, now=NOON)

    assert room.messages.count() == 2


def test_stranger_cannot_send(group, eve):
    room = make_room(group)

    with pytest.raises(PermissionDenied):
        make_message(room, eve)

    assert not room.messages.exists()


def test_markdown_is_made_safe_when_sent(group, ada):
    message = make_message(make_room(group), ada, body="*Hi* <script>alert(1)</script>")

    assert message.body_html == "<p><em>Hi</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


def test_hiding_and_restoring_are_events_and_happen_once(group, ada, mo):
    message = make_message(make_room(group), ada)

    hidden = [actions.hide_message(message, moderator=mo, now=NOON) for _ in range(2)]
    assert room_of(message).messages.get().hidden_at == NOON
    restored = [actions.restore_message(message, moderator=mo, now=NOON) for _ in range(2)]

    assert (hidden, restored) == ([True, False], [True, False])
    assert list(message.events.order_by("seq").values_list("seq", "kind")) == [
        (1, "sent"),
        (2, "hidden"),
        (3, "restored"),
    ]
    assert room_of(message).last_seq == 3
    assert room_of(message).messages.get().hidden_at is None


def test_only_a_moderator_of_the_group_hides(group, ada, bo):
    message = make_message(make_room(group), ada)

    with pytest.raises(PermissionDenied):
        actions.hide_message(message, moderator=bo, now=NOON)
    with pytest.raises(PermissionDenied):
        actions.restore_message(message, moderator=bo, now=NOON)

    assert message.events.count() == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_no_gap_and_no_doubling(group, ada, bo):
    room = make_room(group)

    threads = [threading.Thread(target=write_ten, args=(room, author)) for author in (ada, bo, ada, bo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(room.messages.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))
    assert list(room.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))
    assert Room.objects.get(pk=room.pk).last_seq == 40


@pytest.mark.django_db(transaction=True)
def test_one_message_sent_from_several_tabs_at_once_is_one_row(group, ada):
    room, client_id = make_room(group), uuid4()

    def send():
        actions.send_message(room=room, author=ada, body="Once", client_id=client_id, now=NOON)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert room.messages.count() == 1


def write_ten(room, author):
    for _ in range(10):
        make_message(room, author)
    connection.close()


def room_of(message):
    return Room.objects.get(pk=message.room_id)
