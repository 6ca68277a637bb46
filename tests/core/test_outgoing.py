import asyncio

import pytest

from community.core import outgoing
from community.core.outgoing import TOO_SLOW, Outgoing


class Server:
    """An ASGI server that takes a frame at once, while its browser reads."""

    def __init__(self):
        self.taken, self.ended, self.aborted = [], 0, asyncio.Event()
        self.reads = asyncio.Event()
        self.reads.set()
        self.gone = False
        self.transport = self
        self.out = Outgoing(self.send, self.end)

    async def send(self, message):
        await self.reads.wait()
        if self.gone:
            raise ConnectionError
        self.taken.append(message.get("text", message.get("code")))

    def end(self):
        self.ended += 1

    def abort(self):
        self.aborted.set()


async def test_frame_is_sent_before_put_returns_and_no_task_is_left():
    server, before = Server(), asyncio.all_tasks()

    server.out.put("one")
    server.out.put("two")

    assert server.taken == ["one", "two"]
    assert asyncio.all_tasks() == before


async def test_what_a_slow_browser_could_not_take_comes_in_order_when_it_can():
    server = Server()
    server.reads.clear()
    for number in range(5):
        server.out.put(str(number))
    assert server.taken == []
    await asyncio.sleep(0)

    server.reads.set()
    await asyncio.sleep(0.01)
    server.out.put("live")

    assert server.taken == ["0", "1", "2", "3", "4", "live"]
    assert server.ended == 0


async def test_full_backlog_closes_with_4408_and_says_so_once(monkeypatch):
    monkeypatch.setattr(outgoing, "BACKLOG", 4)
    server = Server()
    server.reads.clear()

    for number in range(9):
        server.out.put(str(number))
    server.reads.set()
    await asyncio.sleep(0.01)

    assert server.ended == 1
    assert server.taken[-1] == TOO_SLOW
    server.out.put("too late")
    assert server.taken[-1] == TOO_SLOW


async def test_passing_frames_are_dropped_first(monkeypatch):
    monkeypatch.setattr(outgoing, "BACKLOG", 4)
    server = Server()
    server.reads.clear()

    server.out.put("first")  # in the server's hands, not in the backlog
    for number in range(3):
        server.out.put(f"typing {number}", passing=True)
    for number in range(2):
        server.out.put(f"message {number}")
    server.out.put("typing 3", passing=True)
    server.reads.set()
    await asyncio.sleep(0.01)

    assert server.taken == ["first", "typing 0", "typing 1", "message 0", "message 1"]
    assert server.ended == 0


async def test_browser_that_takes_nothing_is_told_once_and_then_cut_off(monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.05)
    server = Server()
    server.reads.clear()

    server.out.put("stuck")
    await asyncio.wait_for(server.aborted.wait(), 5)

    assert (server.ended, server.taken) == (1, [])


@pytest.mark.parametrize("slow", [False, True])
async def test_browser_that_is_gone_ends_it_once(slow):
    server = Server()
    if slow:
        server.reads.clear()
        server.out.put("kept")
    server.gone = True
    server.reads.set()

    server.out.put("lost")
    await asyncio.sleep(0.01)
    server.out.put("lost too")

    assert (server.ended, server.taken) == (1, [])


async def test_nothing_follows_the_goodbye():
    server = Server()

    server.out.close(4403)
    server.out.put("too late")
    await asyncio.sleep(0.01)
    server.out.close(4401)
    await asyncio.sleep(0.01)

    assert (server.taken, server.ended) == ([4403], 0)
