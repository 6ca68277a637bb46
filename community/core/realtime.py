"""Tell live listeners that something changed, never what: they read the rows themselves.

Pages run in threads, listeners in an event loop. A poke goes straight into the loops of its own process and, with
Redis, through the channel layer to every other process. A lost poke is healed by the listeners' own sweep.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

Hear = Callable[[dict[str, object]], None]
EVERY_PROCESS = "pokes"  # one layer group for all: a process holds one subscription, however many groups it listens to


def group_of_member(pk: int) -> str:
    """What to listen to for "what this member may do has changed"; which, one reads for oneself."""
    return f"member.{pk}"


def poke(group: str, event: dict[str, object]) -> None:
    """After commit, send a content-free event to whoever listens to `group`. Never raises."""
    transaction.on_commit(partial(_tell, group, event))


def hint(group: str, event: dict[str, object]) -> None:
    """At once, for what nobody minds to lose and no transaction brings. Never raises."""
    _tell(group, event)


def _tell(group: str, event: dict[str, object]) -> None:
    ears = Ear.everywhere()
    try:
        for ear in ears:
            ear.loop.call_soon_threadsafe(ear.hear, group, event)
        if settings.EMBEDDED:
            return
        if ears:  # its connection to Redis is open already, and the page need not wait
            asyncio.run_coroutine_threadsafe(_publish(group, event), ears[0].loop)
        else:
            async_to_sync(_publish)(group, event)
    except Exception:
        logger.warning("A poke was not delivered", exc_info=True)


async def _publish(group: str, event: dict[str, object]) -> None:
    try:
        await get_channel_layer().group_send(EVERY_PROCESS, {"type": "poke", "group": group, "event": event})
    except Exception as problem:
        logger.warning("Channel layer unreachable (REDIS_URL): %s", type(problem).__name__)


class Ear:
    """The groups that one event loop listens to. Use it inside that loop; what it calls runs there too."""

    _of_loop: ClassVar[dict[asyncio.AbstractEventLoop, Ear]] = {}  # only while it listens

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._hears: dict[str, list[Hear]] = {}  # a member may have several windows
        self._line: asyncio.Task[None] | None = None

    @classmethod
    def here(cls) -> Ear:
        loop = asyncio.get_running_loop()
        return cls._of_loop.setdefault(loop, cls(loop))

    @classmethod
    def everywhere(cls) -> list[Ear]:
        return [ear for loop, ear in list(cls._of_loop.items()) if loop.is_running()]

    def listen(self, group: str, hear: Hear) -> None:
        self._hears.setdefault(group, []).append(hear)
        if self._line is None and not settings.EMBEDDED:
            self._line = asyncio.create_task(self._follow_the_layer())

    def forget(self, group: str, hear: Hear) -> None:
        others = [other for other in self._hears.pop(group, []) if other != hear]
        if others:
            self._hears[group] = others
        if self._hears:
            return
        self._of_loop.pop(self.loop, None)
        if self._line is not None:
            self._line.cancel()

    def hear(self, group: str, event: dict[str, object]) -> None:
        for hear in tuple(self._hears.get(group, ())):
            hear(event)

    async def _follow_the_layer(self) -> None:
        """As long as somebody listens. To be cancelled is not enough: a Redis client that is cut off in the middle of
        an answer may raise an error of its own instead, and nobody would ever end this again."""
        while self._hears:
            try:
                await self._receive_pokes()
            except Exception as problem:
                logger.warning("Channel layer unreachable (REDIS_URL): %s", type(problem).__name__)
                await asyncio.sleep(1)

    async def _receive_pokes(self) -> None:
        layer = get_channel_layer()
        channel = await layer.new_channel()
        try:
            await layer.group_add(EVERY_PROCESS, channel)
            while self._hears:
                message = await layer.receive(channel)
                self.hear(message["group"], message["event"])
        finally:
            with contextlib.suppress(Exception):
                await layer.group_discard(EVERY_PROCESS, channel)
