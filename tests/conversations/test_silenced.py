"""A silenced member reads private conversations, answers whether to join, takes words back, and writes nothing."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.conversations.models import Participant, PrivateMessage
from community.conversations.permissions import can_hide
from community.drafts.models import Draft
from tests.conversations.factories import make_conversation, write_to

pytestmark = pytest.mark.django_db
SENTENCE = "You can read here. Writing is paused for you, with no end date."


def silence(member, kind=Sanction.Kind.SILENCE):
    sanction(member, kind=kind, until=None, now=timezone.now())


@pytest.fixture
def conversation(ada, bo):
    return make_conversation(bo, ada)


def sent(name, conversation):
    """An address, and what would be sent there."""
    return {
        "new": (reverse("conversations:new"), {"names": "Eve", "body": "Typed with care", "submit_id": uuid4()}),
        "conversation": (conversation.get_absolute_url(), {"body": "Typed with care", "submit_id": uuid4()}),
        "add": (reverse("conversations:add", args=[conversation.pk]), {"names": "Eve"}),
    }[name]


@pytest.mark.parametrize("name", ["new", "conversation", "add"])
def test_nothing_is_sent_and_one_sentence_says_why(as_member, conversation, ada, eve, name):
    silence(ada)
    address, fields = sent(name, conversation)

    response = as_member(ada).post(address, fields)

    page = response.content.decode()
    assert response.status_code == 403
    assert page.count(SENTENCE) == 1
    assert (PrivateMessage.objects.count(), Participant.objects.count()) == (1, 2)
    assert "body" not in fields or "Typed with care" in page


@pytest.mark.parametrize("name", ["new", "conversation"])
def test_what_was_typed_is_kept_among_the_drafts(as_member, conversation, ada, eve, name):
    silence(ada)
    address, fields = sent(name, conversation)

    as_member(ada).post(address, fields)

    assert Draft.objects.get(owner=ada).fields["body"] == "Typed with care"


@pytest.mark.parametrize("name", ["new", "conversation", "add"])
def test_the_sentence_stands_where_the_form_would(as_member, conversation, ada, name):
    silence(ada)

    page = as_member(ada).get(sent(name, conversation)[0]).content.decode()

    assert page.count(SENTENCE) == 1
    assert 'name="body"' not in page
    assert 'name="names"' not in page


def test_reading_joining_and_taking_back_go_on(as_member, conversation, ada, eve):
    own = make_conversation(ada, eve)
    asked = write_to(eve, ada)
    silence(ada)
    browser = as_member(ada)

    assert "Good morning." in browser.get(conversation.get_absolute_url()).content.decode()
    browser.post(reverse("conversations:answer", args=[asked.pk]), {"accept": "1"})
    browser.post(reverse("conversations:remove", args=[own.pk, 1]))

    assert asked.participants.get(member=ada).accepted_at is not None
    assert own.messages.get().removed_at is not None


def test_others_write_to_a_silenced_member_as_before(as_member, conversation, ada, bo):
    silence(ada)

    address, fields = sent("conversation", conversation)

    assert as_member(bo).post(address, fields).status_code == 302


def test_a_suspended_member_finds_no_conversation(as_member, conversation, ada):
    browser = as_member(ada)
    silence(ada, Sanction.Kind.SUSPENSION)

    response = browser.get(conversation.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, "/paused/")


def test_a_silenced_moderator_hides_no_private_message(mo):
    assert can_hide(mo)

    silence(mo)

    assert not can_hide(mo)
