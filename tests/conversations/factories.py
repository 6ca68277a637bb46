"""Conversations, begun and answered the way members do."""

from uuid import uuid4

from community.conversations import actions
from community.conversations.models import Conversation
from tests.factories import NOON


def write_to(starter, *members, body="Good morning.", subject="", now=NOON, submit_id=None):
    """A first message that nobody has answered yet."""
    return actions.start_conversation(
        starter=starter, members=members, subject=subject, body=body, submit_id=submit_id or uuid4(), now=now
    )


def answer(conversation, *members, accepts=True, now=NOON):
    for member in members:
        actions.answer_first_contact(conversation=conversation, member=member, accepts=accepts, now=now)


def make_conversation(starter, *members, now=NOON, **words):
    """Everybody has joined."""
    conversation = write_to(starter, *members, now=now, **words)
    answer(conversation, *members, now=now)
    return fresh(conversation)


def send(conversation, author, body="And another thing.", now=NOON, submit_id=None):
    return actions.send_message(
        conversation=conversation, author=author, body=body, submit_id=submit_id or uuid4(), now=now
    )


def add(conversation, member, added_by, now=NOON):
    return actions.add_member(conversation=conversation, member=member, added_by=added_by, now=now)


def fresh(conversation):
    return Conversation.objects.get(pk=conversation.pk)


def place_of(conversation, member):
    return conversation.participants.get(member=member)
