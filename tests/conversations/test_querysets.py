from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.conversations import actions
from community.conversations.actions import hiding
from community.conversations.models import Conversation, Participant, PrivateMessage
from tests.conversations.factories import add, answer, make_conversation, send, write_to
from tests.factories import NOON, make_user

TABLES = [Conversation, Participant, PrivateMessage]


def readers(table, people):
    return [person for person in people if table.objects.visible_to(person).exists()]


@pytest.mark.parametrize("table", TABLES)
def test_conversation_is_there_for_those_in_it_and_for_no_role(table, ada, bo, eve, mo, root):
    make_conversation(ada, bo)

    assert readers(table, [AnonymousUser(), ada, bo, eve, mo, root]) == [ada, bo]


@pytest.mark.parametrize("table", TABLES)
def test_suspended_member_sees_nothing(table, ada, bo):
    make_conversation(ada, bo)
    bo.is_active = False

    assert readers(table, [ada, bo]) == [ada]


@pytest.mark.parametrize("table", [Conversation, PrivateMessage])
def test_whoever_left_or_declined_is_out(table, ada, bo, eve):
    conversation = write_to(ada, bo, eve)
    answer(conversation, bo)
    answer(conversation, eve, accepts=False)
    actions.leave(conversation=conversation, member=bo, now=NOON)

    assert readers(table, [ada, bo, eve]) == [ada]


def test_own_place_stays_in_sight_for_the_undo_and_no_other_does(ada, bo):
    conversation = make_conversation(ada, bo)
    actions.leave(conversation=conversation, member=bo, now=NOON)

    assert Participant.objects.visible_to(bo).get().member == bo
    assert Participant.objects.visible_to(ada).count() == 2
    assert Participant.objects.visible_to(bo).gone_since(NOON - timedelta(minutes=10)).exists()
    assert not Participant.objects.visible_to(bo).gone_since(NOON).exists()


def test_whoever_is_asked_sees_the_first_message_only(ada, bo, eve):
    conversation = write_to(ada, bo, eve)
    answer(conversation, bo)
    send(conversation, bo)

    assert numbers(conversation, eve) == [1]
    answer(conversation, eve)
    assert numbers(conversation, eve) == [1, 2]


def test_whoever_is_added_sees_what_is_written_from_then_on(ada, bo, eve):
    conversation = make_conversation(ada, bo)
    add(conversation, eve, ada)
    send(conversation, bo)

    assert Conversation.objects.visible_to(eve).exists()
    assert numbers(conversation, eve) == []
    answer(conversation, eve)
    send(conversation, ada)
    assert numbers(conversation, eve) == [2, 3]
    assert numbers(conversation, ada) == [1, 2, 3]


def test_messages_of_another_conversation_stay_there(ada, bo, eve):
    make_conversation(bo, eve, body="Not for Ada.")
    mine = make_conversation(ada, bo)

    assert list(PrivateMessage.objects.visible_to(ada)) == list(mine.messages.all())


def test_hidden_and_removed_messages_keep_a_place_and_show_no_text(ada, bo, mo):
    conversation = make_conversation(ada, bo)
    removed, hidden = send(conversation, ada), send(conversation, ada)
    actions.remove_message(removed, author=ada, now=NOON)
    hiding.hide_message(hidden, moderator=mo, now=NOON)

    assert numbers(conversation, bo) == [1, 2, 3]
    assert list(PrivateMessage.objects.visible_to(bo).shown().values_list("number", flat=True)) == [1]


def test_what_waits_comes_first_and_then_the_latest(ada, bo, eve, kim):
    lou = make_user("Lou")
    asks = write_to(lou, ada, now=NOON - timedelta(days=3))
    unread = make_conversation(ada, kim, now=NOON - timedelta(days=2))
    send(unread, kim, now=NOON - timedelta(days=1))
    old, new = make_conversation(ada, bo, now=NOON), make_conversation(ada, eve, now=NOON + timedelta(hours=1))

    assert list(Conversation.objects.visible_to(ada).unread_first(ada)) == [unread, asks, new, old]


def numbers(conversation, reader):
    messages = PrivateMessage.objects.visible_to(reader).filter(conversation=conversation)
    return list(messages.order_by("number").values_list("number", flat=True))
