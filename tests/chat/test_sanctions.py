"""A sanction holds in rooms at once: open sockets are closed or told, and what is sent is refused with the reason."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import Sanction
from community.chat.models import Message
from community.core.realtime import EVERY_PROCESS, Ear, get_channel_layer, group_of_member
from tests.chat.factories import make_message, make_room
from tests.chat.sockets import browser_of, close_code, entered, frames_until_ready, in_thread, next_frame

SENTENCE = "You can read here. Writing is paused for you, with no end date."
SOON = 2  # seconds
pytestmark = pytest.mark.django_db(transaction=True)


def put_on(member, kind):
    return sanction(member, kind=kind, until=None, now=timezone.now())


def suspend(member):
    return put_on(member, Sanction.Kind.SUSPENSION)


def silence(member):
    return put_on(member, Sanction.Kind.SILENCE)


async def test_every_socket_of_a_suspended_member_is_closed_at_once(room, group, ada, bo):
    other = await in_thread(make_room, group, "other-room")
    async with entered(ada, room) as first, entered(ada, other) as second, entered(bo, room) as witness:
        for browser in (first, second, witness):
            await frames_until_ready(browser)

        await in_thread(suspend, ada)

        assert await close_code(first, timeout=SOON) == 4401
        assert await close_code(second, timeout=SOON) == 4401
        assert await witness.receive_nothing(timeout=0.1)


async def test_a_suspended_member_is_refused_at_the_door(room, ada):
    browser = await browser_of(ada, room)
    await in_thread(suspend, ada)

    assert await browser.connect(timeout=3) == (False, 4401)


async def test_a_silenced_member_goes_on_listening_and_is_told(room, ada, bo):
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)

        given = await in_thread(silence, ada)
        assert await next_frame(browser, timeout=SOON) == {"type": "room.silence", "words": SENTENCE}

        message = await in_thread(make_message, room, bo)
        assert (await next_frame(browser))["id"] == message.pk

        await in_thread(lift_sanction, given, now=timezone.now())
        assert await next_frame(browser, timeout=SOON) == {"type": "room.silence", "words": ""}


async def test_who_comes_silenced_is_not_told_twice(room, ada):
    await in_thread(silence, ada)

    async with entered(ada, room) as browser:
        assert [frame["type"] for frame in await frames_until_ready(browser)] == ["room.ready"]
        await in_thread(put_on, ada, Sanction.Kind.WARNING)
        assert await browser.receive_nothing(timeout=0.3)


async def test_nothing_is_listened_for_once_a_member_has_left(room, ada):
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        assert Ear.everywhere()

    assert Ear.everywhere() == []


@pytest.mark.services
async def test_a_suspension_in_another_process_closes_the_socket_too(room, ada):
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        await in_thread(suspend_quietly, ada)
        poke = {"type": "poke", "group": group_of_member(ada.pk), "event": {}}

        closing = asyncio.create_task(close_code(browser, timeout=SOON))
        while not closing.done():  # what is said before Redis knows of this process is lost
            await get_channel_layer().group_send(EVERY_PROCESS, poke)
            await asyncio.sleep(0.1)

        assert await closing == 4401


def suspend_quietly(member):
    """As another process does: what it pokes in its own loops is not heard here."""
    type(member).objects.filter(pk=member.pk).update(suspended_until=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("asks_for", ["application/json", "text/html"])
def test_what_is_sent_is_refused_with_the_sentence_and_kept(client, room, ada, asks_for):
    silence(ada)
    client.force_login(ada)
    sent = {"body": "Typed with care", "client_id": uuid4()}

    response = client.post(reverse("chat:send", args=[room.slug]), sent, headers={"accept": asks_for})

    assert (response.status_code, Message.objects.count()) == (403, 0)
    assert SENTENCE in response.content.decode()
    assert asks_for != "text/html" or "Typed with care" in response.content.decode()


def test_the_room_shows_the_sentence_in_place_of_the_box(client, room, ada):
    make_message(room, ada)
    silence(ada)
    client.force_login(ada)

    page = client.get(room.get_absolute_url()).content.decode()

    assert page.count(SENTENCE) == 1
    assert "data-room-composer" not in page
    assert "data-socket" in page


def test_a_suspended_member_finds_the_room_as_a_visitor(client, room, ada):
    client.force_login(ada)
    suspend(ada)

    assert client.get(room.get_absolute_url()).status_code == 404
    assert client.get(reverse("chat:events", args=[room.slug])).status_code == 404
