"""Keeps watch over every socket of one event loop: who may still listen, and how many one member has open.

Asked at once when somebody says that a member's rights have changed, and for everybody once a minute in case it was not
heard; both in a handful of queries for all sockets together.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from functools import partial
from typing import ClassVar, Protocol
from weakref import WeakKeyDictionary

from community.chat.reading import Together, read
from community.chat.rights import NOT_FOUND, Admitted, Place, Refused, standings
from community.core.realtime import Ear, group_of_member

logger = logging.getLogger(__name__)

RECHECK_SECONDS = 60.0
AT_ONCE = 200  # sockets in one reading
MOST_SOCKETS = 8  # of one member in one process; the oldest gives way
ONE_TOO_MANY = 4429


Door = Together[Place, Admitted | Refused]
DOORS: WeakKeyDictionary[asyncio.AbstractEventLoop, Door] = WeakKeyDictionary()


async def admitted_to(place: Place) -> Admitted:
    """The door of this loop: those who arrive together are looked at together. Raises `Refused`."""
    door = DOORS.setdefault(asyncio.get_running_loop(), Together(standings, most=AT_ONCE))
    standing = await door.ask(place)
    if isinstance(standing, Refused):
        raise Refused(standing.code)
    return standing


class Socket(Protocol):
    place: Place
    member_id: int
    room_id: int

    def alert(self) -> None: ...

    def stand(self, admitted: Admitted) -> None: ...

    def end(self, code: int) -> None: ...


class Guard:
    """The open sockets of one event loop, by member, the oldest first."""

    _of_loop: ClassVar[dict[asyncio.AbstractEventLoop, Guard]] = {}

    def __init__(self) -> None:
        self.by_member: dict[int, list[Socket]] = {}
        self._hears: dict[int, Callable[[dict[str, object]], None]] = {}
        self._asked: set[int] = set()  # members whose rights may have changed
        self._woken = asyncio.Event()
        self._watch = asyncio.create_task(self._run())

    @classmethod
    def here(cls) -> Guard:
        loop = asyncio.get_running_loop()
        if loop not in cls._of_loop:
            cls._of_loop[loop] = cls()
        return cls._of_loop[loop]

    def add(self, socket: Socket) -> None:
        """Rights were read before anybody listened for a change of them, so they are asked for once more."""
        if socket.member_id not in self.by_member:
            self._hears[socket.member_id] = partial(self._hear, socket.member_id)
            Ear.here().listen(group_of_member(socket.member_id), self._hears[socket.member_id])
        sockets = self.by_member.setdefault(socket.member_id, [])
        sockets.append(socket)
        self._hear(socket.member_id, {})
        if len(sockets) > MOST_SOCKETS:
            sockets[0].end(ONE_TOO_MANY)

    def remove(self, socket: Socket) -> None:
        sockets = self.by_member[socket.member_id]
        sockets.remove(socket)
        if sockets:
            return
        del self.by_member[socket.member_id]
        Ear.here().forget(group_of_member(socket.member_id), self._hears.pop(socket.member_id))
        if not self.by_member:
            self._watch.cancel()
            del self._of_loop[asyncio.get_running_loop()]

    def _hear(self, member_id: int, event: dict[str, object]) -> None:
        if "alert" in event:  # for a host: something in that room was reported
            for socket in self.by_member.get(member_id, ()):
                if socket.room_id == event["alert"]:
                    socket.alert()
            return
        self._asked.add(member_id)
        self._woken.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        everybody_at = loop.time() + self._spread()
        while True:
            try:
                async with asyncio.timeout_at(everybody_at):
                    await self._woken.wait()
            except TimeoutError:
                self._asked.update(self.by_member)
                everybody_at = loop.time() + self._spread()
            await self._recheck_asked()

    def _spread(self) -> float:
        """Processes that started together do not ask together."""
        return RECHECK_SECONDS * random.uniform(0.8, 1)  # noqa: S311  spreads the load, no secret

    async def _recheck_asked(self) -> None:
        self._woken.clear()
        asked, self._asked = self._asked, set()
        sockets = [socket for member_id in asked for socket in self.by_member.get(member_id, ())]
        try:
            for start in range(0, len(sockets), AT_ONCE):
                await self._recheck(sockets[start : start + AT_ONCE])
        except Exception:  # the database may be away
            logger.exception("The rights of sockets could not be read")
            self._asked |= asked
            self._woken.set()
            await asyncio.sleep(1)

    async def _recheck(self, sockets: list[Socket]) -> None:
        for socket, standing in zip(sockets, await read(standings, [one.place for one in sockets]), strict=True):
            if isinstance(standing, Refused):
                socket.end(standing.code)
            elif standing.room.pk != socket.room_id:  # its address leads to another room now
                socket.end(NOT_FOUND)
            else:
                socket.stand(standing)
