import asyncio
import json
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.chat import hub as hub_module
from community.chat.consumers import RoomConsumer
from community.chat.hub import Hubs
from community.chat.news import frames_after
from community.chat.reading import read
from community.core.outgoing import TOO_SLOW, Outgoing
from community.core.realtime import Ear
from tests.chat.factories import make_message, make_room
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame, session_of

pytestmark = pytest.mark.django_db(transaction=True)


class Browser:
    """What takes a socket's frames: at once, or not at all while it is `stuck`."""

    def __init__(self, room):
        self.frames = asyncio.Queue()
        self.stuck = None
        self.closed = asyncio.get_running_loop().create_future()
        self.out = Outgoing(self.send, lambda: None)
        self.listener = Hubs.here().join(room, self.out)
        self.listener.go_live()

    async def send(self, message):
        if message["type"] == "websocket.close":
            self.closed.set_result(message["code"])
            return
        if self.stuck is not None:
            await self.stuck.wait()
        self.frames.put_nowait(message["text"])

    async def next_number(self):
        frame = json.loads(await asyncio.wait_for(self.frames.get(), 3))
        return frame["events"][-1]["seq"]

    def leave(self):
        self.listener.leave()


async def test_every_listener_gets_the_very_same_frame_from_one_reading(room, ada):
    browsers = [Browser(room) for _ in range(3)]

    await in_thread(make_message, room, ada)
    frames = [await asyncio.wait_for(browser.frames.get(), 3) for browser in browsers]

    assert frames[0] is frames[1] is frames[2]
    for browser in browsers:
        browser.leave()


async def test_one_message_costs_one_query_however_many_listen(room, ada, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP_SECONDS", 60)
    asked = []

    def counted(*args, **kwargs):
        with CaptureQueriesContext(connection) as queries:
            page = frames_after(*args, **kwargs)
        asked.append(len(queries))
        return page

    browsers = [Browser(room) for _ in range(5)]
    await asyncio.sleep(0.1)
    monkeypatch.setattr(hub_module, "frames_after", counted)
    for number in range(1, 4):
        await in_thread(make_message, room, ada)
        assert [await browser.next_number() for browser in browsers] == [number] * 5
    await asyncio.sleep(0.1)

    assert asked == [1, 1, 1]
    for browser in browsers:
        browser.leave()


async def test_what_is_read_together_travels_together(room, ada, monkeypatch):
    monkeypatch.setattr("community.chat.news.PAGE", 4)
    monkeypatch.setattr("community.chat.news.IN_A_FRAME", 3)
    for _ in range(6):
        await in_thread(make_message, room, ada)

    first, second = [await read(frames_after, room.pk, after=after) for after in (0, 4)]

    def numbers(page):
        return [[event["seq"] for event in json.loads(frame)["events"]] for _, frame in page.frames]

    assert (numbers(first), first.has_more) == ([[1, 2, 3], [4]], True)
    assert (numbers(second), second.has_more) == ([[5, 6]], False)


async def test_page_that_is_full_is_followed_by_the_next(room, ada, monkeypatch):
    monkeypatch.setattr("community.chat.news.PAGE", 2)
    browser = Browser(room)
    for _ in range(5):
        await in_thread(make_message, room, ada)

    numbers = []
    while numbers != [1, 2, 3, 4, 5]:
        frame = json.loads(await asyncio.wait_for(browser.frames.get(), 3))
        numbers += [event["seq"] for event in frame["events"]]

    browser.leave()


async def test_slow_reader_is_dropped_while_others_go_on(room, ada, monkeypatch):
    monkeypatch.setattr("community.core.outgoing.BACKLOG", 8)
    slow, quick = Browser(room), Browser(room)
    slow.stuck = asyncio.Event()

    seen = []
    for _ in range(12):
        await in_thread(make_message, room, ada)
        seen.append(await quick.next_number())

    assert seen == list(range(1, 13))
    assert await asyncio.wait_for(slow.closed, 3) == TOO_SLOW
    assert slow.frames.empty()
    for browser in (slow, quick):
        browser.leave()


async def test_socket_that_does_not_take_its_frames_is_closed_and_the_other_sees_all(room, ada, bo, monkeypatch):
    monkeypatch.setattr("community.core.outgoing.BACKLOG", 3)
    stuck = StuckBrowser(ada, room)
    running = asyncio.create_task(stuck.run())
    async with entered(bo, room) as browser:
        await frames_until_ready(browser)
        await asyncio.wait_for(stuck.accepted.wait(), 3)
        seen = []
        for _ in range(8):
            await in_thread(make_message, room, ada)
            seen.append((await next_frame(browser))["seq"])

    assert await asyncio.wait_for(stuck.closed, 3) == TOO_SLOW
    assert seen == list(range(1, 9))
    await stuck.events.put({"type": "websocket.disconnect", "code": TOO_SLOW})
    await asyncio.wait_for(running, 3)


class StuckBrowser:
    """An ASGI server whose client accepted the connection and then reads nothing."""

    def __init__(self, member, room):
        self.member, self.room = member, room
        self.events = asyncio.Queue()
        self.accepted = asyncio.Event()
        self.closed = asyncio.get_running_loop().create_future()

    async def run(self):
        await self.events.put({"type": "websocket.connect"})
        browser = await self.scope()
        await RoomConsumer.as_asgi()(browser, self.events.get, self.send)

    async def scope(self):
        session = await in_thread(session_of, self.member)
        return {
            "type": "websocket",
            "session_key": session.session_key,
            "query_string": b"",
            "url_route": {"kwargs": {"slug": self.room.slug}},
        }

    async def send(self, message):
        if message["type"] == "websocket.accept":
            self.accepted.set()
        elif message["type"] == "websocket.close":
            self.closed.set_result(message["code"])
        else:
            await asyncio.Event().wait()


async def test_hub_ends_with_its_last_listener_and_leaves_nothing_running(room, ada, bo):
    before = asyncio.all_tasks()
    async with entered(ada, room) as browser:
        async with entered(bo, room):
            await frames_until_ready(browser)
            assert list(Hubs.here().by_room) == [room.pk]
        assert list(Hubs.here().by_room) == [room.pk]

    assert Hubs.here().by_room == {}
    assert Ear.everywhere() == []
    assert await left_running(before) == set()


async def left_running(before):
    """What a line still says to Redis when it ends may take a moment."""
    end = time.monotonic() + 3
    while True:
        left = {task for task in asyncio.all_tasks() - before if "_do_receiving" not in repr(task)}
        if not left or time.monotonic() > end:
            return left
        await asyncio.sleep(0.01)


async def test_hub_made_again_after_its_end_goes_on(room, ada):
    Browser(room).leave()
    browser = Browser(room)

    await in_thread(make_message, room, ada)

    assert await browser.next_number() == 1
    browser.leave()


async def test_what_no_poke_told_is_found_by_the_sweep(room, ada, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP_SECONDS", 0.1)
    browser = Browser(room)
    await asyncio.sleep(0.2)
    Ear.here().forget(room.channel_group, browser.listener.hub._hear)

    await in_thread(make_message, room, ada)

    assert await browser.next_number() == 1
    browser.leave()


async def test_one_sweep_asks_once_for_any_number_of_rooms(group):
    rooms = [await in_thread(make_room, group, f"room-{number}") for number in range(3)]

    def sweep():
        with CaptureQueriesContext(connection) as queries:
            numbers = hub_module.last_numbers([room.pk for room in rooms])
        return len(queries), numbers

    assert await in_thread(sweep) == (1, dict.fromkeys((room.pk for room in rooms), 0))


async def test_database_that_fails_once_costs_no_message(room, ada, monkeypatch):
    monkeypatch.setattr(hub_module, "SWEEP_SECONDS", 0.05)
    browser = Browser(room)
    await asyncio.sleep(0.1)
    monkeypatch.setattr(hub_module, "frames_after", failing_once(hub_module.frames_after))

    await in_thread(make_message, room, ada)

    assert await browser.next_number() == 1
    browser.leave()


def failing_once(function):
    failures = [OSError("away")]

    def wrapped(*args, **kwargs):
        if failures:
            raise failures.pop()
        return function(*args, **kwargs)

    return wrapped
