"""One reader per room and event loop: reads what is new once, encodes it once, hands it to every socket here.

A poke says that there is something; a sweep over all rooms with listeners, once a second, finds what no poke told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar, ParamSpec, TypeVar

from channels.db import database_sync_to_async

from community.chat.models import Room
from community.chat.news import frames_after, last_numbers
from community.core.realtime import Ear

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0
QUEUE_LENGTH = 256
READERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="chat")  # no socket waits for another's query

P = ParamSpec("P")
T = TypeVar("T")


async def read(query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a database function in one of the few reader threads."""
    in_thread: Any = database_sync_to_async(query, thread_sensitive=False, executor=READERS)
    answer: T = await in_thread(*args, **kwargs)
    return answer


class Listener:
    """One socket's place in a hub: the frames it has still to send, no more than QUEUE_LENGTH."""

    def __init__(self, hub: Hub, too_slow: Callable[[], None]) -> None:
        self.hub = hub
        self.joined_at = hub.seq  # frames after this one come through the queue
        self.frames: asyncio.Queue[str] = asyncio.Queue(QUEUE_LENGTH)
        self._too_slow = too_slow

    def offer(self, frame: str) -> None:
        try:
            self.frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.leave()
            self._too_slow()

    def leave(self) -> None:
        self.hub.leave(self)


class Hub:
    """The listeners of one room. It ends when the last one leaves."""

    def __init__(self, hubs: Hubs, room: Room) -> None:
        self.hubs = hubs
        self.room_id = room.pk
        self.group = room.channel_group
        self.seq = room.last_seq
        self.listeners: set[Listener] = set()
        self._moved = asyncio.Event()
        self._moved.set()  # something may have come since the room was read
        Ear.here().listen(self.group, self._hear)
        self._task = asyncio.create_task(self._run())

    def join(self, too_slow: Callable[[], None]) -> Listener:
        listener = Listener(self, too_slow)
        self.listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        if listener not in self.listeners:
            return
        self.listeners.remove(listener)
        if not self.listeners:
            Ear.here().forget(self.group, self._hear)
            self._task.cancel()
            self.hubs.close(self)

    def heard(self, seq: int) -> None:
        if seq > self.seq:
            self._moved.set()

    def _hear(self, event: dict[str, Any]) -> None:
        self.heard(event["seq"])

    async def _run(self) -> None:
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._hand_out_news()
            except Exception:  # the database may be away; the next sweep tries again
                logger.exception("Room %s could not be read", self.room_id)

    async def _hand_out_news(self) -> None:
        while frames := await read(frames_after, self.room_id, after=self.seq):
            for seq, frame in frames:
                self.seq = seq
                for listener in tuple(self.listeners):
                    listener.offer(frame)


class Hubs:
    """Every hub of one event loop, and the sweep over their rooms: one query, however many there are."""

    _of_loop: ClassVar[dict[asyncio.AbstractEventLoop, Hubs]] = {}

    def __init__(self) -> None:
        self.by_room: dict[int, Hub] = {}
        self._sweep: asyncio.Task[None] | None = None

    @classmethod
    def here(cls) -> Hubs:
        return cls._of_loop.setdefault(asyncio.get_running_loop(), cls())

    def join(self, room: Room, too_slow: Callable[[], None]) -> Listener:
        if room.pk not in self.by_room:
            self.by_room[room.pk] = Hub(self, room)
        if self._sweep is None:
            self._sweep = asyncio.create_task(self._sweep_rooms())
        return self.by_room[room.pk].join(too_slow)

    def close(self, hub: Hub) -> None:
        del self.by_room[hub.room_id]
        if not self.by_room and self._sweep is not None:
            self._sweep.cancel()
            self._sweep = None
            self._of_loop.pop(asyncio.get_running_loop(), None)

    async def _sweep_rooms(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                numbers = await read(last_numbers, list(self.by_room))
            except Exception:
                logger.exception("The rooms could not be read")
                continue
            for room_id, seq in numbers.items():
                if room_id in self.by_room:
                    self.by_room[room_id].heard(seq)
