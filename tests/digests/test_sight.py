"""A summary tells, and its page shows, only what its reader may see at that moment. Each test has something to leak."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.accounts.actions import block
from community.accounts.content_notes import ContentNote
from community.chat.actions import remove_message
from community.conversations import actions as conversations
from community.digests.sight import SEEN
from community.forum.actions import add_reply, hide_post, start_thread
from community.forum.actions.blocking import block_writer
from community.forum.actions.removing import remove_post
from community.forum.actions.writing import How
from community.forum.models import Level, PlaceLevel, Thread, ThreadRead
from community.groups.actions import leave_group
from community.notifications.actions import mark_all_read
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.digests.factories import SATURDAY, SUNDAY, look, start, tell
from tests.digests.things import (
    CANARY,
    IN_A_GROUP,
    a_call,
    a_call_in_a_room,
    a_kind_sign,
    a_new_thread,
    a_reply,
    a_room_with_news,
    a_sign_in_a_room,
)
from tests.factories import join, make_group
from tests.forum.factories import announce, make_board, make_thread
from tests.groups.factories import answer, ask, invite

pytestmark = pytest.mark.usefixtures("clock")


def page_of(client, digest):
    client.force_login(digest.member)
    return client.get(digest.get_absolute_url())


def shown(client, digest):
    """How many rows the page has."""
    return page_of(client, digest).content.decode().count('<li class="list-rows__item')


@pytest.mark.parametrize("make", IN_A_GROUP)
def test_nothing_of_a_group_is_shown_to_whoever_left_it(client, private, reader, bo, make):
    make(private, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) >= 1

    leave_group(group=private, member=reader, now=SUNDAY)

    page = page_of(client, digest).content.decode()
    assert '<li class="list-rows__item' not in page
    assert CANARY not in page


@pytest.mark.parametrize("make", IN_A_GROUP)
def test_an_open_group_that_one_left_is_no_news_either(client, group, reader, bo, make):
    make(group, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) >= 1

    leave_group(group=group, member=reader, now=SUNDAY)

    assert shown(client, digest) == 0


@pytest.mark.parametrize("make", IN_A_GROUP)
def test_whoever_left_before_gets_no_summary_of_it(private, reader, bo, make):
    make(private, reader, bo)
    leave_group(group=private, member=reader, now=SATURDAY)

    assert look(reader) == []
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("make", IN_A_GROUP)
def test_the_mail_stays_when_nothing_of_it_can_be_seen_any_more(private, reader, bo, make):
    make(private, reader, bo)
    look(reader)
    leave_group(group=private, member=reader, now=SUNDAY)

    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why == "unwanted"


@pytest.mark.parametrize("make", [a_new_thread, a_reply, a_call, a_kind_sign, a_room_with_news, a_call_in_a_room])
def test_a_mail_says_nothing_that_anybody_wrote(private, reader, bo, make):
    make(private, reader, bo)
    look(reader)

    delivery = Delivery.objects.get()
    everything = f"{delivery.subject} {delivery.text} {delivery.html} {delivery.message_id}".lower()
    assert [word for word in (CANARY.lower(), "silent", " bo ", "bo did") if word in everything] == []
    assert "1 " in delivery.text


@pytest.mark.parametrize("make", [a_new_thread, a_reply, a_call, a_kind_sign, a_call_in_a_room, a_sign_in_a_room])
def test_nothing_of_somebody_who_was_blocked_since(client, group, reader, bo, make):
    make(group, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) >= 1

    block(bo, blocker=reader, now=SUNDAY)

    assert shown(client, digest) == 0


def test_nothing_of_a_blocked_name_that_is_not_the_accounts_own(client, group, reader, bo):
    board = make_board(group)
    thread = start_as_other(board, bo)
    add_reply(thread=make_thread(board=board, author=reader, now=SATURDAY), author=bo, body="Hm.", now=SATURDAY)
    announce(now=SATURDAY)
    [digest] = look(reader)
    assert shown(client, digest) == 2

    block_writer(thread.posts.get(), blocker=reader, now=SUNDAY)

    assert [notice.kind for notice in page_of(client, digest).context["news"].notices] == ["reply"]
    assert page_of(client, digest).context["news"].threads == []


def start_as_other(board, author):
    return start_thread(board=board, author=author, title="T", body="B", now=SATURDAY, how=How(as_alias=True))


def hidden(thread, mo):
    hide_post(thread.posts.get(number=1), moderator=mo, reason="spam", now=SUNDAY)


def removed(thread, mo):
    remove_post(thread.posts.get(number=1), author=thread.author, now=SUNDAY)


@pytest.mark.parametrize("how", [hidden, removed])
def test_a_thread_that_was_hidden_or_taken_back_is_not_shown(client, group, reader, bo, mo, how):
    thread = start(bo, group, CANARY)
    [digest] = look(reader)
    assert shown(client, digest) == 1

    how(thread, mo)

    assert shown(client, digest) == 0


@pytest.mark.parametrize("how", [hidden, removed])
def test_a_post_that_was_hidden_or_taken_back_is_not_shown(client, group, reader, bo, mo, how):
    a_call(group, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) == 1

    how(Thread.objects.get(), mo)

    assert shown(client, digest) == 0


def test_a_message_that_was_taken_back_is_not_shown(client, group, reader, bo):
    room = make_room(group, opening="always", is_open=True)
    message = make_message(room, bo, f"@{reader.username}", now=SUNDAY - timedelta(minutes=5))
    [digest] = look(reader)
    assert shown(client, digest) == 1

    remove_message(message, author=bo, now=SUNDAY)

    assert shown(client, digest) == 0


def test_what_is_left_out_from_now_on_is_not_shown(client, group, reader, bo):
    a_new_thread(group, reader, bo), a_reply(group, reader, bo)
    Thread.objects.update(content_notes=ContentNote.LOW_MOOD.value)
    [digest] = look(reader)
    assert shown(client, digest) == 2

    reader.notes_left_out = ContentNote.LOW_MOOD.value
    reader.save()

    assert shown(client, digest) == 0


def test_a_thread_that_was_muted_since_is_not_shown(client, group, reader, bo):
    a_reply(group, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) == 1

    ThreadRead.objects.filter(member=reader).update(level=Level.MUTE)

    assert shown(client, digest) == 0


def test_a_muted_place_is_no_news(group, reader, bo):
    thread = start(bo, group)
    PlaceLevel.objects.create(member=reader, board=thread.board, level=Level.MUTE)

    assert look(reader) == []


@pytest.mark.parametrize("how", [conversations.leave, conversations.mute])
def test_a_conversation_that_one_left_or_muted_is_not_shown(client, reader, bo, how):
    conversation = make_conversation(bo, reader, now=SATURDAY)
    send(conversation, bo, CANARY, now=SATURDAY)
    [digest] = look(reader)
    assert shown(client, digest) == 1

    how(conversation=conversation, member=reader, now=SUNDAY)

    assert shown(client, digest) == 0


def test_ways_into_groups_are_shown_to_whom_they_concern(client, reader, bo, mo):
    asked, invited = (make_group(slug, privacy="private", listed_at=SATURDAY) for slug in ("asked", "invited"))
    join(asked, mo, role="moderator"), join(invited, mo, role="moderator")
    answer(ask(asked, reader, now=SATURDAY), mo, now=SATURDAY)
    invite(invited, reader, mo, now=SATURDAY)
    tell(reader, "group", url=reverse("groups:list"))

    [digest] = look(reader)

    assert shown(client, digest) == 3
    assert "3 pieces of news about groups" in Delivery.objects.get(to_address=reader.email).text


def test_what_was_read_since_is_not_listed_again(client, group, reader, bo):
    a_reply(group, reader, bo), a_new_thread(group, reader, bo)
    [digest] = look(reader)
    assert shown(client, digest) == 2

    mark_all_read(reader, now=SUNDAY)
    client.get(Thread.objects.get(author=bo).get_absolute_url())

    page = page_of(client, digest).content.decode()
    assert "Nothing of it waits for you any more." in page


def test_an_address_that_nobody_knows_is_left_out(reader):
    for url in ("/somewhere/", "/reminders/", "/members/Bo/", "/posts/999999/"):
        tell(reader, url=url)

    assert look(reader) == []


def test_every_known_address_is_one_of_the_site():
    for name in SEEN:
        assert reverse(name, kwargs={"pk": 1})
