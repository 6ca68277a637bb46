from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.conversations.models import LONGEST_BODY, Participant, PrivateMessage
from tests.conversations.factories import fresh, make_conversation, send, write_to
from tests.factories import NOON


def refused(constraint, create, **fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        create(**fields)


def test_message_numbers_and_submits_are_given_once(ada, bo):
    conversation = make_conversation(ada, bo)
    first = conversation.messages.get()
    fields = {"conversation": conversation, "author": ada, "body": "Again.", "created_at": NOON, "renderer": 1}

    refused(None, PrivateMessage.objects.create, **fields, number=1, submit_id=uuid4())
    refused(None, PrivateMessage.objects.create, **fields, number=2, submit_id=first.submit_id)
    refused("private_messages_count_from_1", PrivateMessage.objects.create, **fields, number=0, submit_id=uuid4())


@pytest.mark.parametrize(
    ("body", "constraint"),
    [("", "privatemessage_body_is_not_empty"), ("a" * (LONGEST_BODY + 1), "private_message_is_not_too_long")],
)
def test_message_is_neither_empty_nor_endless(ada, bo, body, constraint):
    fields = {"conversation": make_conversation(ada, bo), "author": ada, "created_at": NOON, "submit_id": uuid4()}

    refused(constraint, PrivateMessage.objects.create, **fields, renderer=1, number=2, body=body)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"joined_number": 0}, "places_begin_at_a_message"),
        ({"joined_number": 5, "read_number": 3}, "places_read_from_where_they_begin"),
        ({"invited_by": None}, "only_the_invited_are_asked"),
        ({"accepted_at": NOON, "declined_at": NOON}, "place_accepted_or_declined"),
        ({"left_at": NOON}, "only_the_accepted_leave_and_mute"),
        ({"muted_at": NOON}, "only_the_accepted_leave_and_mute"),
    ],
)
def test_place_refuses_what_makes_no_sense(ada, bo, eve, fields, constraint):
    whole = {"member": eve, "invited_by": ada, "joined_at": NOON, "joined_number": 1, "read_number": 0}

    refused(constraint, make_conversation(ada, bo).participants.create, **{**whole, **fields})


def test_member_has_one_place(ada, bo):
    places = make_conversation(ada, bo).participants

    refused(None, places.create, member=bo, invited_by=ada, joined_at=NOON, joined_number=1, read_number=0)


def test_title_is_the_subject_or_the_names_of_the_others(ada, bo, eve):
    nameless, named = write_to(ada, bo, eve), write_to(bo, eve, subject="Saturday")

    assert [nameless.title_for(member) for member in (ada, bo)] == ["Bo, Eve", "Ada, Eve"]
    assert named.title_for(bo) == named.title_for(eve) == "Saturday"


def test_no_name_and_no_word_is_in_what_logs_may_print(ada, bo):
    conversation = make_conversation(ada, bo, subject="Saturday")
    message = conversation.messages.get()

    assert str(conversation) == f"Conversation {conversation.pk}"
    assert str(message) == f"Conversation {conversation.pk}, 1"
    assert str(conversation.participants.get(member=bo)).startswith("Participant ")


def test_addresses_carry_numbers_only(ada, bo):
    conversation = make_conversation(ada, bo, subject="Saturday")
    message = send(conversation, bo)

    assert conversation.get_absolute_url() == f"/messages/{conversation.pk}/"
    assert message.get_absolute_url() == f"/messages/{conversation.pk}/2/"


def test_message_count_is_the_last_number(ada, bo):
    conversation = make_conversation(ada, bo)
    last = [send(conversation, member) for member in (bo, ada, bo)][-1]

    assert fresh(conversation).message_count == last.number == Participant.objects.get(member=bo).read_number == 4
