"""Several clicks in the same moment, each with a connection of its own."""

from uuid import uuid4

import pytest

from community.accounts.models import User
from community.conversations import actions
from community.conversations.models import Conversation, Participant, PrivateMessage
from community.notifications.models import Notification
from tests.concurrency import at_once
from tests.conversations.factories import add, fresh, make_conversation, send, write_to
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return [make_user(name) for name in ("Ada", "Bo", "Eve")]


def again(member):
    """The member as another request would read them."""
    return User.objects.get(pk=member.pk)


def test_one_message_sent_from_several_tabs_is_one_row(people):
    ada, bo, _eve = people
    conversation, form = make_conversation(ada, bo), uuid4()

    sent = at_once(*[lambda: send(conversation, again(ada), submit_id=form)] * 4)

    assert {message.number for message in sent} == {2}
    assert fresh(conversation).message_count == conversation.messages.count() == 2
    assert Notification.objects.filter(recipient=bo, text="Ada wrote you a private message.").count() == 2


def test_a_double_click_begins_one_conversation(people):
    ada, bo, eve = people
    form = uuid4()

    begun = at_once(*[lambda: write_to(again(ada), bo, eve, submit_id=form)] * 3)

    assert {one.pk for one in begun} == {Conversation.objects.get().pk}
    assert PrivateMessage.objects.count() == 1


def test_two_first_messages_to_one_stranger_are_one(people):
    ada, bo, _eve = people

    results = at_once(*[lambda: write_to(again(ada), bo)] * 2)

    assert {type(result) for result in results} == {Conversation, actions.Refused}
    assert Conversation.objects.count() == 1


def test_writers_in_one_moment_leave_no_gap(people):
    conversation = make_conversation(*people)

    at_once(*[lambda member=member: [send(conversation, again(member)) for _ in range(5)] for member in people])

    assert list(conversation.messages.order_by("number").values_list("number", flat=True)) == list(range(1, 17))
    assert fresh(conversation).message_count == 16


def test_two_people_ask_somebody_in_at_once(people):
    ada, bo, eve = people
    conversation = make_conversation(ada, bo)

    results = at_once(*[lambda member=member: add(conversation, eve, again(member)) for member in (ada, bo)])

    assert {type(result) for result in results} == {Participant, actions.Refused}
    assert conversation.participants.filter(member=eve).count() == 1


def test_yes_and_no_at_once_are_one_answer(people):
    ada, bo, _eve = people
    conversation = write_to(ada, bo)

    def answer(accepts):
        return lambda: actions.answer_first_contact(
            conversation=conversation, member=bo, accepts=accepts, now=conversation.created_at
        )

    assert sorted(at_once(answer(True), answer(False))) == [False, True]
