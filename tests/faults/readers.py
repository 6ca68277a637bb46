"""Browsers that come back, as static/js/chat/connection.js does, and note every event they get."""

import asyncio
import contextlib
import json
import random
import re
import socket
import time

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

SENT_AT = re.compile(r"sent@(\d+\.\d+)@")
SHORTEST, CEILING = 0.5, 3.0


class Reader:
    def __init__(self, address, room, cookie):
        self.address = f"{address.replace('http', 'ws')}/ws/rooms/{room}/"
        self.origin, self.cookie = address, cookie
        self.seq = 0
        self.gaps = self.doubles = self.connections = 0
        self.is_live = self.leaves = False
        self.code = None
        self.times = []

    async def stay(self):
        failures = 0
        while not self.leaves:  # a cancellation is lost where a timeout comes in the same moment
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                headers = {"Cookie": self.cookie}
                async with connect(
                    f"{self.address}?after={self.seq}",
                    origin=self.origin,
                    additional_headers=headers,
                    compression=None,
                    open_timeout=10,
                    max_size=None,
                ) as line:
                    self.connections += 1
                    failures = 0
                    await self.listen(line)
            self.is_live = False
            failures += 1
            ceiling = min(CEILING, SHORTEST * 2**failures)
            await asyncio.sleep(SHORTEST + random.random() * (ceiling - SHORTEST))  # noqa: S311

    async def listen(self, line):
        async for text in line:
            frame = json.loads(text)
            if frame["type"] == "room.ready":
                self.is_live = True
            for event in frame.get("events", []):
                self.take(event)
        self.code = line.close_code

    def take(self, event):
        if event["seq"] <= self.seq:
            self.doubles += 1
        else:
            self.gaps += event["seq"] - self.seq - 1
            self.seq = event["seq"]
        if self.is_live and (sent := SENT_AT.search(event["html"])):
            self.times.append(time.monotonic() - float(sent[1]))


class Crowd:
    def __init__(self, readers):
        self.readers = readers
        self.tasks = [asyncio.create_task(reader.stay()) for reader in readers]

    async def all_live(self):
        await until(lambda: all(reader.is_live for reader in self.readers))

    async def all_at(self, seq):
        await until(lambda: min(reader.seq for reader in self.readers) >= seq)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_problem):
        """Also after a failure: whoever stays comes back again and again, and no loop could ever end."""
        await self.leave()

    async def leave(self):
        for reader, task in zip(self.readers, self.tasks, strict=True):
            reader.leaves = True
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def until(happened, patience=60):
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, f"It did not happen in {patience} s."
        await asyncio.sleep(0.02)


def that_never_reads(port, room, cookie):
    """Says hello and then takes nothing: its own buffer is as small as the system allows."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", port))
    line.sendall(
        f"GET /ws/rooms/{room}/?after= HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\n"
        f"Sec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    return line
