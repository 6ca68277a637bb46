"""Who else is here: a number, the names of those who chose it, and who is writing. None of it is ever worth a message:
such frames are dropped first, and nothing of them is stored but that somebody was here a minute ago."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from django.utils import timezone

from community.chat.actions import remember_presences
from community.chat.present import Present, name_of, present_in
from community.chat.reading import read
from community.chat.rights import Admitted
from community.core.outgoing import Outgoing

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
REFRESH_SECONDS = 60.0
TELL_SECONDS = 15.0  # at most so often in one room
TYPING_SECONDS = 3.0  # at most so often of one member


class Guest(Protocol):
    """A listener."""

    out: Outgoing
    who: Admitted | None

    @property
    def is_live(self) -> bool: ...


class Company:
    """Those in one room, as its listeners know of them."""

    def __init__(self, room_id: int, guests: set[Guest]) -> None:
        self.room_id = room_id
        self.guests = guests
        self._told = Present()
        self._tell_at = 0.0
        self._typed: dict[int, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def here(self) -> dict[tuple[int, int], bool]:
        known = [guest.who for guest in self.guests if guest.who is not None]
        return {(self.room_id, who.member_id): who.shows_presence for who in known}

    def tell(self, present: Present) -> None:
        now = asyncio.get_running_loop().time()
        if present == self._told or now < self._tell_at:
            return
        self._told, self._tell_at = present, now + TELL_SECONDS
        self._say({"type": "room.present", "number": present.number, "names": present.names}, self.guests)

    def hear_typing(self, member_id: int) -> None:
        """With Redis it is heard twice, and a browser may say it more often than we agreed."""
        now = asyncio.get_running_loop().time()
        if now - self._typed.get(member_id, -TYPING_SECONDS) < TYPING_SECONDS:
            return
        self._typed[member_id] = now
        if any(guest.who and guest.who.shows_typing for guest in self.guests):
            task = asyncio.create_task(self._tell_typing(member_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell_typing(self, member_id: int) -> None:
        """To those who show it themselves and have not blocked the writer. Whom the writer blocked is told as ever:
        they could see what is missing."""
        name = await read(name_of, member_id)
        if name is None:
            return

        def may_know(who: Admitted | None) -> bool:
            if who is None or not who.shows_typing or who.member_id == member_id:
                return False
            return member_id not in who.blocked

        self._say({"type": "room.typing", "name": name}, [one for one in self.guests if may_know(one.who)])

    def _say(self, frame: dict[str, object], guests: Iterable[Guest]) -> None:
        text = json.dumps(frame)
        for guest in tuple(guests):
            if guest.is_live:
                guest.out.put(text, passing=True)


async def look_after(companies: Callable[[], list[Company]]) -> None:
    """For all rooms of a loop: newcomers are noted at the next look, everybody once a minute, in one query each."""
    known: set[tuple[int, int]] = set()
    loop = asyncio.get_running_loop()
    refresh_at = 0.0
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        here = {key: is_named for company in companies() for key, is_named in company.here().items()}
        try:
            if loop.time() >= refresh_at:
                known, refresh_at = set(), loop.time() + REFRESH_SECONDS
            if fresh := {key: is_named for key, is_named in here.items() if key not in known}:
                await read(remember_presences, fresh, now=timezone.now())
            present = await read(present_in, [one.room_id for one in companies()], now=timezone.now())
        except Exception:  # the database may be away
            logger.exception("Who is in the rooms could not be noted")
            continue
        known = set(here)
        for company in companies():
            company.tell(present.get(company.room_id, Present()))
