"""How far one has read, and the place one holds: for oneself alone."""

import pytest
from django.core.exceptions import PermissionDenied

from community.chat import actions
from community.chat.models import Place, Room
from tests.chat.factories import make_message
from tests.concurrency import at_once
from tests.factories import NOON

READ, HOLD = "/rooms/quiet-corner/read/", "/rooms/quiet-corner/place/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def five(room, bo):
    return [make_message(room, bo, f"Number {number}.") for number in range(1, 6)]


def place(member):
    return Place.objects.get(member=member)


def test_loading_the_page_marks_what_it_shows(as_ada, room, five, ada):
    as_ada.get(room.get_absolute_url())

    assert (place(ada).read_seq, place(ada).level) == (5, Place.Level.MENTIONS)


def test_mark_only_moves_forwards_and_never_beyond_the_room(as_ada, room, five, ada):
    for seq in (3, 2):
        assert as_ada.post(READ, {"seq": seq}).status_code == 204
        assert place(ada).read_seq == 3

    as_ada.post(READ, {"seq": 10**17})
    assert place(ada).read_seq == 5


@pytest.mark.parametrize("seq", ["", "x", "-1", "9" * 30])
def test_nonsense_marks_and_holds_nothing(as_ada, room, seq):
    assert as_ada.post(READ, {"seq": seq}).status_code == 400
    assert as_ada.post(HOLD, {"seq": seq}).status_code == 400
    assert not Place.objects.exists()


def test_visitors_and_history_leave_no_mark(client, as_ada, room, five):
    as_ada.get(f"{room.get_absolute_url()}?before=3")
    assert not Place.objects.exists()

    client.logout()
    room.group.privacy = "public"
    room.group.save()
    client.get(room.get_absolute_url())
    assert not Place.objects.exists()


def test_a_room_that_is_not_there_for_somebody_keeps_nothing_of_them(client, room, eve):
    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)

    for address in (READ, HOLD, f"{HOLD}let-go/"):
        assert client.post(address, {"seq": 1}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.mark_read(room=room, member=eve, seq=1, now=NOON)
    assert not Place.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_leave_one_row(room, ada, bo):
    make_message(room, bo)
    room.refresh_from_db()

    def mark():
        actions.mark_read(room=room, member=ada, seq=1, now=NOON)

    at_once(mark, mark)

    assert place(ada).read_seq == 1


def test_held_place_is_offered_and_leads_there(as_ada, room, five, ada):
    as_ada.post(HOLD, {"seq": 3})

    page = as_ada.get(room.get_absolute_url()).content.decode()
    there = as_ada.get(f"{room.get_absolute_url()}?after=2")

    assert '<a class="tap" href="?after=2">Go to where you were</a>' in page
    assert there.context["page"][0].seq == 3
    assert place(ada).read_seq == 5


def test_place_is_let_go(as_ada, room, five, ada):
    as_ada.post(HOLD, {"seq": 3})
    as_ada.post(f"{HOLD}let-go/")

    assert place(ada).held_seq is None
    assert "Go to where you were" not in as_ada.get(room.get_absolute_url()).content.decode()


def test_place_survives_new_messages_and_reading(as_ada, room, five, ada, bo):
    as_ada.post(HOLD, {"seq": 2})
    make_message(room, bo)
    as_ada.get(room.get_absolute_url())

    assert (place(ada).held_seq, place(ada).read_seq) == (2, 6)


def test_nobody_else_learns_of_it(client, room, five, ada, bo):
    actions.hold_place(room=Room.objects.get(), member=ada, seq=3)
    client.force_login(bo)

    assert "Go to where you were" not in client.get(room.get_absolute_url()).content.decode()
    assert list(Place.objects.visible_to(bo)) == [place(bo)]


def test_message_page_holds_the_place_and_offers_a_reminder_in_neutral_words(as_ada, room, five):
    page = as_ada.get(five[2].page_url).content.decode()

    assert f'<input type="hidden" name="seq" value="{five[2].seq}">' in page
    link = f"/reminders/new/?title=Look+at+a+message&amp;path=%2Frooms%2Fmessages%2F{five[2].pk}%2F"
    assert link in page
    form = as_ada.get(link.replace("&amp;", "&")).content.decode()
    assert 'value="Look at a message"' in form
    assert f"/rooms/messages/{five[2].pk}/" in form
    assert "Number 3" not in form
    assert "quiet-corner" not in form
