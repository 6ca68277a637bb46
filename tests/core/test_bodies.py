"""Slow, broken and oversized senders take no page's thread, and half a text is never served."""

import pytest

from community.core import bodies
from community.core.bodies import WholeBody


class Pages:
    """Stands where Django's handler does: notes what it is given."""

    def __init__(self):
        self.calls = []

    async def __call__(self, scope, receive, send):
        self.calls.append((scope["headers"], (await receive())["body"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})


async def serve(*messages, headers=()):
    waiting, sent, pages = list(messages), [], Pages()

    async def receive():
        if waiting:
            return waiting.pop(0)
        await bodies.asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    await WholeBody(pages)({"type": "http", "headers": list(headers)}, receive, send)
    return pages.calls, [message["status"] for message in sent if "status" in message]


def part(body, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


async def test_parts_arrive_as_one_body():
    calls, statuses = await serve(part(b"one ", more=True), part(b"two"))

    assert (calls, statuses) == ([([], b"one two")], [200])


async def test_a_sender_who_goes_away_is_not_served():
    assert await serve(part(b"half a", more=True), {"type": "http.disconnect"}) == ([], [])


async def test_a_slow_sender_takes_no_thread(monkeypatch):
    monkeypatch.setattr(bodies, "SECONDS", 0.05)

    assert await serve(part(b"h", more=True)) == ([], [408])


async def test_too_much_is_refused():
    assert await serve(part(b"x" * (bodies.LARGEST + 1))) == ([], [413])


@pytest.mark.parametrize(("name", "kept"), [(b"x_forwarded_for", False), (b"x-forwarded-for", True)])
async def test_headers_that_only_look_like_the_proxys_are_dropped(name, kept):
    [(headers, _body)], _statuses = await serve(part(b""), headers=[(name, b"6.6.6.6")])

    assert bool(headers) is kept
