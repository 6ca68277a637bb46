"""One reader per room and event loop: reads what is new once, encodes it once, hands it to every socket here.

A poke says that there is something; a sweep over all rooms with listeners, once a second, finds what no poke told.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any, ClassVar, cast

from community.chat.company import Company, Guest, look_after
from community.chat.models import Room
from community.chat.news import Missed, frames_after, frames_missed, last_numbers
from community.chat.reading import Together, read
from community.chat.rights import Admitted
from community.core.outgoing import Outgoing
from community.core.realtime import Ear

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0
MOST_AT_ONCE = 500  # replays in one reading
REST_SECONDS = 0.04  # between two readings of one room: in a burst, what came meanwhile goes out together


class Listener:
    """One socket's place in a hub. Until it is told what it missed, the hub's frames wait."""

    def __init__(self, hub: Hub, out: Outgoing) -> None:
        self.hub = hub
        self.joined_at = hub.seq  # frames after this one come from the hub
        self.out = out
        self.who: Admitted | None = None
        self._waiting: list[str] | None = []

    @property
    def is_live(self) -> bool:
        return self._waiting is None

    def hear(self, frame: str) -> None:
        if self._waiting is None:
            self.out.put(frame)
        else:
            self._waiting.append(frame)

    async def missed(self, after: int) -> list[str]:
        """The frames between `after` and the first from the hub."""
        return await self.hub.missed.ask(Missed(after, self.joined_at)) if after < self.joined_at else []

    def go_live(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for frame in waiting:
            self.out.put(frame)

    def leave(self) -> None:
        self.hub.leave(self)


class Hub:
    """The listeners of one room. It ends when the last one leaves."""

    def __init__(self, hubs: Hubs, room: Room) -> None:
        self.hubs = hubs
        self.room_id = room.pk
        self.group = room.channel_group
        self.seq = room.last_seq
        self._told = self.seq  # up to where a reading is under way; with Redis every poke comes twice
        self.listeners: set[Listener] = set()
        self.company = Company(self.room_id, cast("set[Guest]", self.listeners))
        self.missed = Together(partial(frames_missed, self.room_id), most=MOST_AT_ONCE)
        self._moved = asyncio.Event()
        self._moved.set()  # something may have come since the room was read
        Ear.here().listen(self.group, self._hear)
        self._task = asyncio.create_task(self._run())

    def join(self, out: Outgoing) -> Listener:
        listener = Listener(self, out)
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
        if seq > max(self.seq, self._told):
            self._told = seq
            self._moved.set()

    def _hear(self, event: dict[str, Any]) -> None:
        if "typing" in event:
            self.company.hear_typing(event["typing"])
        else:
            self.heard(event["seq"])

    async def _run(self) -> None:
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._hand_out_news()
            except Exception:  # the database may be away; the next sweep tries again
                logger.exception("Room %s could not be read", self.room_id)
            self._told = self.seq
            await asyncio.sleep(REST_SECONDS)

    async def _hand_out_news(self) -> None:
        page = await read(frames_after, self.room_id, after=self.seq)
        for seq, frame in page.frames:
            self.seq = seq
            for listener in tuple(self.listeners):
                listener.hear(frame)
        if page.has_more:
            self._moved.set()


class Hubs:
    """Every hub of one event loop, and the sweep over their rooms: one query, however many there are."""

    _of_loop: ClassVar[dict[asyncio.AbstractEventLoop, Hubs]] = {}

    def __init__(self) -> None:
        self.by_room: dict[int, Hub] = {}
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    def here(cls) -> Hubs:
        return cls._of_loop.setdefault(asyncio.get_running_loop(), cls())

    def join(self, room: Room, out: Outgoing) -> Listener:
        if room.pk not in self.by_room:
            self.by_room[room.pk] = Hub(self, room)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._sweep_rooms()), asyncio.create_task(look_after(self.companies))]
        return self.by_room[room.pk].join(out)

    def close(self, hub: Hub) -> None:
        del self.by_room[hub.room_id]
        if not self.by_room:
            for task in self._tasks:
                task.cancel()
            self._of_loop.pop(asyncio.get_running_loop(), None)

    def companies(self) -> list[Company]:
        return [hub.company for hub in self.by_room.values()]

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
