"""Rules about words, in private messages. Nothing is held or refused there."""

import re

import pytest
from django.core import mail

from community.conversations.models import Conversation, PrivateMessage
from community.words.models import Hit
from tests.conversations.factories import make_conversation
from tests.core.links import TRICKS
from tests.words.factories import make_rule

CALM = "You are not alone"


def html(response):
    return response.content.decode()


@pytest.mark.parametrize("begins", [True, False])
def test_r16_message_is_sent_and_its_writer_alone_sees_the_card(as_member, ada, bo, begins):
    make_rule("very dark", "urgent")
    address = "/messages/new/" if begins else make_conversation(ada, bo).get_absolute_url()
    fields = {"names": "Bo", "subject": "", "body": "It is very dark."}

    page = html(as_member(ada).post(address, fields, follow=True))

    sent = PrivateMessage.objects.latest("pk")
    assert page.count(CALM) == 1
    hit = Hit.objects.waiting().get()
    assert (hit.kind, hit.object_pk) == ("private_message", sent.pk)
    assert CALM not in html(as_member(bo).get(sent.conversation.get_absolute_url()))
    assert not any("dark" in message.body for message in mail.outbox)


def test_r27_held_word_does_not_hold_a_message(as_member, ada, bo):
    make_rule("tulip", reason="Somebody sold bulbs here.")
    conversation = make_conversation(ada, bo)

    page = html(as_member(ada).post(conversation.get_absolute_url(), {"body": "A tulip."}, follow=True))

    assert "The team will look" not in page  # nobody reads private messages that nobody reported
    assert "A tulip." in html(as_member(bo).get(conversation.get_absolute_url()))


@pytest.mark.parametrize("begins", [True, False])
def test_note_is_read_once_before_sending(as_member, ada, bo, begins):
    make_rule("tulip", "advise", note="Please do not sell bulbs.")
    address = "/messages/new/" if begins else make_conversation(ada, bo).get_absolute_url()
    fields = {"names": "Bo", "subject": "", "body": "A tulip."}
    client = as_member(ada)

    page = html(client.post(address, fields))

    assert "Please do not sell bulbs." in page
    assert "Send it as it is" in page
    assert not PrivateMessage.objects.filter(body="A tulip.").exists()
    read = re.search(r'name="read_notes" value="([^"]*)"', page)[1]
    assert client.post(address, {**fields, "read_notes": read}).status_code == 302
    assert PrivateMessage.objects.filter(body="A tulip.").count() == 1


@pytest.mark.parametrize("trick", TRICKS)
def test_note_about_an_address_is_read_though_only_markdown_finds_it(as_member, ada, bo, trick):
    make_rule("bad.example", "advise", kind="host", note="This shop does not deliver.")
    body = trick.replace("example.org", "bad.example")

    page = html(as_member(ada).post(make_conversation(ada, bo).get_absolute_url(), {"body": body}))

    assert "This shop does not deliver." in page
    assert not PrivateMessage.objects.filter(body=body).exists()


def test_preview_shows_the_note_and_the_card(as_member, ada, bo):
    make_rule("tulip", "advise", note="Please do not sell bulbs.")
    make_rule("very dark", "urgent")
    address = make_conversation(ada, bo).get_absolute_url()

    assert "Please do not sell" in html(as_member(ada).post(address, {"body": "A tulip.", "preview": "1"}))
    assert CALM in html(as_member(ada).post(address, {"body": "Very dark.", "preview": "1"}))
    assert not Hit.objects.exists()


def test_r19_masked_words_are_gone_from_text_and_subject(as_member, ada, bo):
    make_rule("0700 900 100", "mask")
    fields = {"names": "Bo", "subject": "0700 900 100", "body": "Call 0700 900 100"}

    as_member(ada).post("/messages/new/", fields)

    conversation = Conversation.objects.get()
    assert "900 100" not in html(as_member(bo).get(conversation.get_absolute_url()))
    assert conversation.messages.get().body == "Call 0700 900 100"


def test_subject_that_a_rule_masks_still_fits(as_member, ada, bo):
    make_rule("tulip", "mask")

    as_member(ada).post("/messages/new/", {"names": "Bo", "subject": "A tulip, " * 11, "body": "Hello."})

    assert len(Conversation.objects.get().subject) == 100
