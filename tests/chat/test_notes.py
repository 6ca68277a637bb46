"""Content notes: said first, folded unless the reader wants it otherwise, away for those who leave them out."""

from uuid import uuid4

import pytest

from community.accounts.content_notes import ContentNote
from community.chat.models import Message
from community.chat.news import news_after
from tests.chat.factories import make_message

NEEDLES, FOOD = ContentNote.NEEDLES.value, ContentNote.WEIGHT_FOOD.value
FOLD = '<details class="message__fold message__note"><summary>Content note: Needles</summary>'
OPEN = '<details class="message__fold message__note" open><summary>Content note: Needles</summary>'


def page(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


@pytest.fixture
def message(room, bo):
    return make_message(room, bo, "Zebra.", content_notes=NEEDLES)


def choose(member, **notes):
    for name, value in notes.items():
        setattr(member, name, value)
    member.save()


def test_composer_offers_the_sites_notes_and_sends_them(client, room, ada):
    assert "Add a content note" in page(client, ada, room.get_absolute_url())

    client.post("/rooms/quiet-corner/messages/", {"body": "Words.", "client_id": uuid4(), "content_notes": [2, 32]})

    assert Message.objects.get().content_notes == NEEDLES | FOOD


def test_unknown_note_is_refused_and_the_text_stays(client, room, ada):
    client.force_login(ada)

    response = client.post("/rooms/quiet-corner/messages/", {"body": "Words.", "content_notes": ["128"]})

    assert response.status_code == 422
    assert "Words.</textarea>" in response.content.decode()


def test_folded_by_default_open_for_whoever_wants_it_so(client, message, room, ada):
    assert FOLD in page(client, ada, room.get_absolute_url())

    choose(ada, notes_shown=FOOD)
    assert FOLD in page(client, ada, room.get_absolute_url())

    choose(ada, notes_shown=NEEDLES | FOOD)
    assert OPEN in page(client, ada, room.get_absolute_url())


def test_left_out_is_not_on_the_page_but_can_be_opened(client, message, room, ada):
    choose(ada, notes_left_out=NEEDLES)

    for address in (room.get_absolute_url(), f"{room.get_absolute_url()}?before=9", message.page_url):
        found = page(client, ada, address)
        assert "Zebra" not in found
        assert "Left out, as you chose: Needles" in found
    assert "Zebra" in page(client, ada, f"{message.page_url}?anyway")


def test_own_messages_are_always_there(client, message, room, bo):
    choose(bo, notes_left_out=NEEDLES)

    assert "Zebra" in page(client, bo, room.get_absolute_url())


def test_what_travels_is_alike_for_all_and_carries_the_bits(client, message, room, ada):
    choose(ada, notes_left_out=NEEDLES)

    html = news_after(room.pk, after=0)[0]["html"]

    assert FOLD in html
    assert f'data-notes="{NEEDLES}"' in html
    found = page(client, ada, room.get_absolute_url())
    assert f'data-notes-shown="0" data-notes-left-out="{NEEDLES}"' in found
    assert "data-room-left-out" in found
