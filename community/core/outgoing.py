"""What one socket is still to be sent. Most take a frame at once, without task or timer; a slow one has a backlog."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from types import coroutine
from typing import Any

Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]

BACKLOG = 256  # frames
SECONDS = 10  # for one frame, and for the goodbye
TOO_SLOW = 4408


class Outgoing:
    """The way out of one socket. `ended` is called once when the browser is gone or too slow, never by `close`."""

    def __init__(self, send: Send, ended: Callable[[], None]) -> None:
        self._send = send
        self._ended = ended
        self._backlog: deque[str] = deque()
        self._task: asyncio.Task[None] | None = None  # only while the browser does not keep up
        self._closed = False

    def put(self, text: str, *, passing: bool = False) -> None:
        """Send, or keep for later. What is `passing` is not worth the second half of the backlog."""
        if self._closed:
            return
        if self._task is None:
            self._send_at_once(text)
        elif len(self._backlog) < (BACKLOG // 2 if passing else BACKLOG):
            self._backlog.append(text)
        elif not passing:
            self._give_up()

    def close(self, code: int) -> None:
        """Nothing more, but the reason. A browser that does not even take that is cut off."""
        if self._closed:
            return
        self._stop()
        self._closed = True
        self._task = asyncio.create_task(self._say_goodbye(code))

    def forget(self) -> None:
        """The browser is gone. A goodbye that is on its way may still arrive."""
        if not self._closed:
            self._closed = True
            self._stop()

    def _send_at_once(self, text: str) -> None:
        """One step of the server's own `send`: it ends there unless the browser has still to take what came before."""
        sending = self._send({"type": "websocket.send", "text": text})
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except OSError:
            self._lose()
            return
        self._task = asyncio.create_task(self._catch_up(_the_rest_of(sending, waits_for)))

    async def _catch_up(self, sending: Any) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                await sending
            while self._backlog:
                async with asyncio.timeout(SECONDS):
                    await self._send({"type": "websocket.send", "text": self._backlog.popleft()})
        except TimeoutError:
            self._give_up()
        except OSError:
            self._lose()
        else:
            self._task = None

    def _give_up(self) -> None:
        if not self._closed:
            self.close(TOO_SLOW)
            self._ended()

    def _lose(self) -> None:
        if not self._closed:
            self.forget()
            self._ended()

    def _stop(self) -> None:
        """End the task, if it is not the one that asks."""
        self._backlog.clear()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    async def _say_goodbye(self, code: int) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                await self._send({"type": "websocket.close", "code": code})
        except TimeoutError:
            cut_off(self._send)
        except (OSError, RuntimeError):  # gone, or closed by itself meanwhile
            pass


def cut_off(send: Send) -> None:
    """ASGI has no word for it, and a browser that reads nothing would hold its connection for as long as it likes. The
    `send` of uvicorn belongs to the object that holds the transport; of other servers this asks nothing."""
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    if hasattr(transport, "abort"):
        transport.abort()


@coroutine
def _the_rest_of(sending: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """Go on, inside a task, with a coroutine whose first step was taken outside."""
    while True:
        try:
            answer = yield waits_for
        except BaseException as problem:
            go_on = partial(sending.throw, problem)
        else:
            go_on = partial(sending.send, answer)
        try:
            waits_for = go_on()
        except StopIteration:
            return
