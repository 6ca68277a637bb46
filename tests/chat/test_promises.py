"""What rooms leave out on purpose: uploads, previews of links, and any sign of who has read what."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.chat import actions
from community.chat.models import Message, Place, RoomEvent
from community.chat.news import news_after
from tests.chat.factories import make_message
from tests.factories import NOON, join, make_user

SEND = "/rooms/quiet-corner/messages/"


def page(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


def test_nothing_can_be_uploaded(client, room, ada):
    file = SimpleUploadedFile("cat.png", b"\x89PNG", content_type="image/png")
    composer = page(client, ada, room.get_absolute_url())

    client.post(SEND, {"body": "Look.", "picture": file, "file": file})

    assert 'type="file"' not in composer
    assert "multipart" not in composer
    message = Message.objects.get()
    assert message.body_html.strip() == "<p>Look.</p>"
    assert {field.get_internal_type() for field in Message._meta.fields}.isdisjoint({"FileField", "ImageField"})


@pytest.mark.parametrize("body", ["https://example.org/cat.png", "![cat](https://example.org/cat.png)"])
def test_links_are_links_and_nothing_is_fetched_or_shown_of_them(client, room, ada, bo, body, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("Somebody called another host."))
    make_message(room, bo, body)

    found = page(client, ada, room.get_absolute_url()).split("room__messages")[1].split("</article>")[0]

    for sign in ("<img", "<iframe", "<video", "<audio", "srcset", 'rel="preload"'):
        assert sign not in found


def test_nobody_sees_who_has_read_what(client, room, ada, bo):
    message = make_message(room, ada)
    page(client, ada, room.get_absolute_url())  # remembers how far she has read herself
    before = page(client, ada, room.get_absolute_url()), page(client, ada, message.page_url)
    events = RoomEvent.objects.count()
    frames = news_after(room.pk, after=0)

    client.force_login(bo)
    client.get(room.get_absolute_url())
    client.post("/rooms/quiet-corner/read/", {"seq": 1})
    actions.hold_place(room=message.room, member=bo, seq=1)

    assert Place.objects.get(member=bo).read_seq == 1
    assert (RoomEvent.objects.count(), news_after(room.pk, after=0)) == (events, frames)
    assert ada.notifications.count() == 0
    after = page(client, ada, room.get_absolute_url()), page(client, ada, message.page_url)
    for text, other in zip(after, before, strict=True):
        assert without_tokens(text) == without_tokens(other)


def without_tokens(text):
    """What differs between two requests of the same page."""
    return re.sub(r'"[A-Za-z0-9-]{30,}"', "", text).splitlines()


def test_signs_do_not_tell_the_room_who_sent_them(client, room, ada, mo):
    zoe = make_user("Zoe")
    join(room.group, zoe)
    message = make_message(room, ada)
    actions.set_signs(message, member=zoe, kinds=1, now=NOON)

    assert "Zoe" not in page(client, mo, message.page_url) + page(client, mo, room.get_absolute_url())
