"""What hosts pin to the head of a room."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import block
from community.chat import actions
from community.chat.models import Room
from community.chat.news import news_after
from tests.chat.factories import make_message
from tests.factories import NOON

HEAD = "Pinned by a host"


def head_of(client, reader, room):
    client.force_login(reader)
    page = client.get(room.get_absolute_url()).content.decode()
    return page.partition("data-room-pinned")[2].partition("</section>")[0] if HEAD in page else ""


def test_pinned_message_stands_at_the_head_and_comes_down_again(client, room, ada, bo, mo):
    message = make_message(room, bo, body="We meet on Tuesdays.")

    assert actions.pin_message(message, host=mo, now=NOON)
    assert not actions.pin_message(message, host=mo, now=NOON)
    assert "Bo: We meet on Tuesdays." in head_of(client, ada, room)

    assert actions.unpin_message(message, host=mo, now=NOON)
    assert not actions.unpin_message(message, host=mo, now=NOON)
    assert head_of(client, ada, room) == ""
    assert list(room.events.values_list("kind", flat=True).order_by("seq")) == ["sent", "pinned", "unpinned"]
    assert not Room.objects.get(pk=room.pk).has_pins


def test_open_pages_are_told_what_is_pinned(room, bo, mo):
    message = make_message(room, bo, body="We meet on Tuesdays.")
    actions.pin_message(message, host=mo, now=NOON)

    _sent, pinned = news_after(room.pk, after=0)
    actions.unpin_message(message, host=mo, now=NOON)
    unpinned = news_after(room.pk, after=2)[0]

    assert 'data-by="Bo">Bo: We meet on Tuesdays.' in pinned["pinned"]  # folded by the page of whoever blocked Bo
    assert pinned["type"] == "message.pinned"
    assert HEAD not in unpinned["pinned"]


def test_what_is_taken_out_of_sight_is_gone_from_the_head_too(client, room, ada, bo, mo):
    hidden, removed = make_message(room, bo, body="Zebra one"), make_message(room, bo, body="Zebra two")
    for message in (hidden, removed):
        actions.pin_message(message, host=mo, now=NOON)

    actions.hide_message(hidden, moderator=mo, now=NOON)
    actions.remove_message(removed, author=bo, now=NOON + timedelta(minutes=1))

    assert "Zebra" not in head_of(client, ada, room)
    assert all("Zebra" not in news["pinned"] for news in news_after(room.pk, after=4))
    assert len(news_after(room.pk, after=4)) == 2


def test_words_with_a_content_note_are_not_at_the_head(client, room, ada, bo, mo):
    message = make_message(room, bo, body="Zebra words", content_notes=2)

    actions.pin_message(message, host=mo, now=NOON)

    assert "a message with a content note" in head_of(client, ada, room)
    assert "Zebra" not in head_of(client, ada, room)


def test_words_of_somebody_whom_the_reader_blocked_are_folded_at_the_head(client, room, ada, bo, mo):
    message = make_message(room, bo, body="Zebra words")
    actions.pin_message(message, host=mo, now=NOON)
    block(bo, blocker=ada, now=NOON)

    head = head_of(client, ada, room)

    assert "Written by somebody you blocked. Open to read</a>" in head
    assert message.get_absolute_url() in head
    assert "Zebra" not in head
    assert "Bo" not in head
    assert "Bo: Zebra words" in head_of(client, mo, room)


def test_only_hosts_pin(room, ada, bo):
    message = make_message(room, bo)

    for act in (actions.pin_message, actions.unpin_message):
        with pytest.raises(PermissionDenied):
            act(message, host=ada, now=NOON)

    assert not Room.objects.get(pk=room.pk).has_pins


def test_fourth_pin_is_refused_with_a_sentence(client, room, bo, mo):
    messages = [make_message(room, bo, body=f"Words {number}") for number in range(4)]
    client.force_login(mo)

    answers = [client.post(f"{message.page_url}pin/") for message in messages]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 409]
    assert "Only 3 messages can be pinned. Take one down first." in answers[3].content.decode()
    assert room.messages.filter(pinned_at__isnull=False).count() == 3


def test_page_of_a_message_offers_hosts_the_pin(client, room, ada, bo, mo):
    message = make_message(room, bo)

    client.force_login(ada)
    assert "Pin it to the head" not in client.get(message.page_url).content.decode()
    client.force_login(mo)
    assert "Pin it to the head" in client.get(message.page_url).content.decode()
    client.post(f"{message.page_url}pin/")
    assert "Take it down from the head" in client.get(message.page_url).content.decode()
    client.post(f"{message.page_url}unpin/")
    assert "Pin it to the head" in client.get(message.page_url).content.decode()


def test_pins_cost_the_page_one_query(client, room, ada, bo, mo, django_assert_num_queries):
    messages = [make_message(room, bo) for _ in range(3)]
    client.force_login(ada)
    for message in messages:
        actions.pin_message(message, host=mo, now=NOON)
    client.get(room.get_absolute_url())

    with django_assert_num_queries(12):  # one more than a room without pins
        client.get(room.get_absolute_url())
