"""Many sockets in one process: counts the messages that reach each of them, and how long they took."""

import asyncio
import contextlib
import statistics
import time

import uvloop

from tests.bench.chat.frames import MARK, SENT_AT
from tests.bench.chat.orders import CLIENTS, answer, orders, stay_on

TEXT, CLOSE, PING = 1, 8, 9
PATIENCE = 120


class Crowd:
    def __init__(self):
        self.sockets = []
        self.seen = 0
        self.expected = None
        self.closed = 0
        self.times = None  # of each message, where they are asked for
        self.done = asyncio.Event()

    def take(self, text):
        self.seen += text.count(MARK)
        if self.times is not None:
            now = time.monotonic()
            self.times += [now - float(sent_at) for sent_at in SENT_AT.findall(text)]
        if self.expected is not None and self.seen >= self.expected:
            self.done.set()

    async def open(self, port, paths, cookies):
        loop = asyncio.get_running_loop()
        gate = asyncio.Semaphore(50)

        async def one(path, cookie):
            async with gate:
                _, socket = await loop.create_connection(lambda: Socket(self, port, path, cookie), "127.0.0.1", port)
                self.sockets.append(socket)
                await asyncio.wait_for(socket.ready, PATIENCE)

        await asyncio.gather(*(one(path, cookie) for path, cookie in zip(paths, cookies, strict=True)))

    def expect(self, number, timed):
        self.seen, self.expected, self.times = 0, number, [] if timed else None
        self.done.clear()

    async def report(self):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.done.wait(), PATIENCE)
        ended = time.monotonic()
        times = sorted(self.times or [])
        figures = {}
        if times:
            figures = {"p50": statistics.median(times) * 1000, "p99": times[int(len(times) * 0.99)] * 1000}
        return {"ended": ended, "seen": self.seen, "closed": self.closed, **figures}

    def leave(self):
        for socket in self.sockets:
            socket.transport.abort()
        self.sockets.clear()


class Socket(asyncio.Protocol):
    """The least that is a WebSocket: reads what a server sends and answers its pings."""

    def __init__(self, crowd, port, path, cookie):
        self.crowd, self.port, self.path, self.cookie = crowd, port, path, cookie
        self.rest = b""
        self.is_open = False
        self.ready = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nOrigin: http://127.0.0.1:8000\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\n"
            f"Sec-WebSocket-Version: 13\r\nCookie: {self.cookie}\r\n\r\n".encode()
        )

    def connection_lost(self, problem):
        self.crowd.closed += 1
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(self.path))

    def data_received(self, data):
        if self.rest:
            data = self.rest + data
        if not self.is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self.rest = head
                return
            if b" 101 " not in head:
                self.ready.set_exception(ConnectionError(head.decode()))
            self.is_open = True
            if not self.cookie:
                self.ready.set_result(None)
        self.rest = data[self.take_frames(data) :]

    def take_frames(self, data):
        start, end = 0, len(data)
        while end - start >= 2:
            length, head = data[start + 1], 2
            if length > 125:
                head = 4 if length == 126 else 10
                length = int.from_bytes(data[start + 2 : start + head])
            stop = start + head + length
            if stop > end or start + head > end:
                break
            self.take_frame(data[start] & 15, data[start + head : stop])
            start = stop
        return start

    def take_frame(self, kind, content):
        if kind == TEXT:
            if not self.ready.done():
                self.ready.set_result(None)
            self.crowd.take(content)
        elif kind == PING:
            self.transport.write(bytes([0x8A, 0x80 | len(content), 0, 0, 0, 0]) + content)
        elif kind == CLOSE:
            self.transport.close()


async def main():
    loop, crowd, lines = asyncio.get_running_loop(), Crowd(), orders()
    while order := await loop.run_in_executor(None, next, lines, None):
        if order["do"] == "open":
            await crowd.open(order["port"], order["paths"], order["cookies"])
            answer(open=len(crowd.sockets))
        elif order["do"] == "expect":
            crowd.expect(order["number"], order["timed"])
            answer(expecting=order["number"])
        elif order["do"] == "report":
            answer(**await crowd.report())
        else:
            crowd.leave()
            answer(left=True)


if __name__ == "__main__":
    stay_on(CLIENTS)
    uvloop.run(main())
