"""How it is told, across threads and processes, that something is new."""

import asyncio
import contextlib

import pytest
from channels.layers import InMemoryChannelLayer, get_channel_layer

from community.chat.models import Room
from community.core.realtime import Ear, poke
from tests.chat.factories import make_message
from tests.chat.sockets import in_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_sending_does_not_need_the_channel_layer(room, ada, settings, caplog):
    settings.EMBEDDED = False
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }

    make_message(room, ada)

    assert Room.objects.get(pk=room.pk).last_seq == 1
    assert "Channel layer unreachable (REDIS_URL)" in caplog.text


async def test_poke_from_a_page_is_heard_at_once(room):
    heard = asyncio.Queue()
    Ear.here().listen("room.0", heard.put_nowait)

    await in_thread(poke, "room.0", {"seq": 3})

    assert await asyncio.wait_for(heard.get(), 3) == {"seq": 3}
    Ear.here().forget("room.0", heard.put_nowait)


async def test_of_two_who_listen_for_the_same_the_other_goes_on_when_one_leaves(room, settings):
    settings.EMBEDDED = True  # with Redis each poke comes back once more, whenever that is
    first, second = asyncio.Queue(), asyncio.Queue()
    for heard in (first, second):
        Ear.here().listen("member.0", heard.put_nowait)

    await in_thread(poke, "member.0", {"seq": 1})
    assert [await asyncio.wait_for(heard.get(), 3) for heard in (first, second)] == [{"seq": 1}] * 2

    Ear.here().forget("member.0", first.put_nowait)
    await in_thread(poke, "member.0", {"seq": 2})
    assert await asyncio.wait_for(second.get(), 3) == {"seq": 2}
    assert first.empty()
    Ear.here().forget("member.0", second.put_nowait)
    assert Ear.everywhere() == []


async def until_heard(heard, message):
    """Said again and again: what is said before Redis knows of whoever listens is lost."""
    for _time in range(30):
        await get_channel_layer().group_send("pokes", message)
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(heard.get(), 0.1)
    raise AssertionError("Nothing was heard.")


@pytest.mark.services
async def test_poke_of_another_process_is_heard_through_redis(room):
    heard = asyncio.Queue()
    Ear.here().listen("room.0", heard.put_nowait)

    message = {"type": "poke", "group": "room.0", "event": {"seq": 4}}
    assert await until_heard(heard, message) == {"seq": 4}
    Ear.here().forget("room.0", heard.put_nowait)


class LosingLayer(InMemoryChannelLayer):
    """As Redis clients do now and then: cut off in the middle of an answer, they raise an error of their own."""

    async def receive(self, channel):
        try:
            return await super().receive(channel)
        except asyncio.CancelledError:
            raise ConnectionError from None


async def test_a_line_that_loses_its_cancellation_ends_when_nobody_listens(settings):
    settings.EMBEDDED = False
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "tests.chat.test_pokes.LosingLayer"}}
    heard, before = asyncio.Queue(), asyncio.all_tasks()
    Ear.here().listen("room.0", heard.put_nowait)
    [line] = asyncio.all_tasks() - before
    await asyncio.sleep(0.1)

    Ear.here().forget("room.0", heard.put_nowait)

    ended, _running = await asyncio.wait([line], timeout=3)
    assert ended == {line}
