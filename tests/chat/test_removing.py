"""Taking back what one said, and for ten minutes undoing that."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat import actions
from community.chat.models import Room
from community.chat.news import news_after
from community.groups.actions import leave_group
from community.search.asking import read
from community.search.queries import find_messages
from tests.chat.factories import make_host, make_message
from tests.factories import NOON

LATER = NOON + timedelta(minutes=5)


def remove(message, author, *, now=NOON):
    return actions.remove_message(message, author=author, now=now)


def undo(message, author, *, now=LATER):
    return actions.undo_removal(message, author=author, now=now)


@pytest.fixture
def message(room, ada):
    return make_message(room, ada, "A zebra word.")


def test_text_is_gone_at_once_and_the_place_stays(client, message, room, ada, bo):
    remove(message, ada)
    client.force_login(bo)

    page = client.get(room.get_absolute_url()).content.decode()
    replay = "".join(news["html"] for news in news_after(room.pk, after=0))

    assert "Its author took this message back." in page
    assert f'id="message-{message.pk}"' in page
    assert "zebra" not in page + replay
    assert find_messages(bo, read("zebra")) == []
    assert client.get(message.page_url).status_code == 404


def test_answers_lose_the_first_words_too(client, message, room, ada, bo):
    make_message(room, bo, "Yes.", in_reply_to=message)
    remove(message, ada)
    client.force_login(bo)

    page = client.get(room.get_absolute_url()).content.decode()

    assert "zebra" not in page
    assert "Answer to a message that is not shown now" in page


def test_a_double_click_is_one_event(message, room, ada):
    assert remove(message, ada)
    assert not remove(message, ada)

    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent", "removed"]


def test_ten_minutes_to_bring_it_back(message, room, ada):
    remove(message, ada)

    assert undo(message, ada, now=NOON + timedelta(minutes=10, seconds=-1))
    assert not undo(message, ada)
    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent", "removed", "returned"]
    assert "zebra" in news_after(room.pk, after=2)[0]["html"]

    remove(message, ada)
    with pytest.raises(PermissionDenied):
        undo(message, ada, now=NOON + timedelta(minutes=10))


def test_nobody_else_takes_it_back_or_brings_it_back(message, ada, bo, mo):
    for other in (bo, mo):
        with pytest.raises(PermissionDenied):
            remove(message, other)
    remove(message, ada)
    for other in (bo, mo):
        with pytest.raises(PermissionDenied):
            undo(message, other)


def test_whoever_may_not_write_may_still_take_back(message, room, ada):
    sanction(ada, kind=Sanction.Kind.SILENCE, until=NOON + timedelta(days=1), now=NOON)
    Room.objects.update(is_open=False)
    ada.refresh_from_db()

    assert remove(message, ada)


@pytest.mark.parametrize("kind", [Sanction.Kind.SILENCE, Sanction.Kind.SUSPENSION])
def test_whoever_may_not_write_does_not_bring_words_back(message, ada, kind):
    remove(message, ada)
    sanction(ada, kind=kind, until=NOON + timedelta(days=1), now=NOON)

    with pytest.raises(PermissionDenied):
        undo(message, ada)


def test_what_a_moderator_hid_is_not_the_authors_to_take_back(message, ada, mo):
    actions.hide_message(message, moderator=mo, now=NOON)

    with pytest.raises(PermissionDenied):
        remove(message, ada)


def test_hidden_after_it_was_taken_back_it_stays_hidden(client, message, room, ada, mo):
    remove(message, ada)
    actions.hide_message(message, moderator=mo, now=NOON)
    undo(message, ada)
    client.force_login(ada)

    assert "zebra" not in client.get(room.get_absolute_url()).content.decode()


def test_page_takes_back_and_undoes_by_plain_forms(client, message, ada):
    client.force_login(ada)

    taken = client.post(f"{message.page_url}remove/", follow=True)
    message.refresh_from_db()
    assert message.removed_at is not None
    assert "zebra" not in taken.content.decode()
    assert "Undo: bring it back" in taken.content.decode()

    back = client.post(f"{message.page_url}remove/undo/", follow=True)
    message.refresh_from_db()
    assert message.removed_at is None
    assert "zebra" in back.content.decode()


def test_an_undo_that_comes_too_late_says_so(client, message, ada):
    remove(message, ada)
    client.force_login(ada)

    response = client.post(f"{message.page_url}remove/undo/")

    assert response.status_code == 403
    assert "for ten minutes" in response.content.decode()


def test_only_the_author_is_shown_the_way_back(client, message, room, ada, bo):
    remove(message, ada)

    for member, is_there in ((ada, True), (bo, False)):
        client.force_login(member)
        assert ("Bring it back" in client.get(room.get_absolute_url()).content.decode()) is is_there
    assert "Bring it back" not in "".join(news["html"] for news in news_after(room.pk, after=0))


def test_notices_about_it_wait_no_longer(message, room, ada, bo):
    called = make_message(room, ada, "Are you there, @Bo?")
    assert bo.notifications.unread().count() == 1

    remove(called, ada)

    assert bo.notifications.unread().count() == 0


def silence(member, room):
    sanction(member, kind=Sanction.Kind.SILENCE, until=NOON + timedelta(days=1), now=NOON)


def pause(member, room):
    how = {"length": timedelta(hours=1), "reason": "Please rest."}
    actions.pause_member(room=room, host=make_host(room.group), member=member, now=NOON, **how)


def leave(member, room):
    leave_group(group=room.group, member=member)


@pytest.mark.parametrize("change", [silence, pause, leave])
def test_whoever_may_not_write_any_more_brings_nothing_back(change, message, room, ada):
    remove(message, ada)
    change(ada, room)
    ada.refresh_from_db()

    with pytest.raises(PermissionDenied):
        undo(message, ada)


def test_in_a_room_that_closed_meanwhile_it_can_be_brought_back(message, room, ada):
    remove(message, ada)
    Room.objects.update(is_open=False)

    assert undo(message, ada)
