"""Slow, broken and oversized senders take no page's thread, and half a text is never served."""

import tempfile

import pytest

from community.core import bodies
from community.core.bodies import WholeBody


class Pages:
    """Stands where Django's handler does: notes what it is given."""

    def __init__(self):
        self.calls = []

    async def __call__(self, scope, receive, send):
        message, body = await receive(), b""
        while message["more_body"]:
            body += message["body"]
            message = await receive()
        self.calls.append((scope["headers"], body + message["body"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})


async def answer(*messages, headers=()):
    """What the pages were given, and what was sent."""
    waiting, sent, pages = list(messages), [], Pages()

    async def receive():
        if waiting:
            return waiting.pop(0)
        await bodies.asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    await WholeBody(pages)({"type": "http", "path": "/boards/", "headers": list(headers)}, receive, send)
    assert waiting == []
    return pages.calls, sent


async def serve(*messages, headers=()):
    calls, sent = await answer(*messages, headers=headers)
    return calls, [message["status"] for message in sent if "status" in message]


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


UPLOAD = (b"content-type", b"multipart/form-data; boundary=x")


@pytest.mark.parametrize("headers", [[], [(b"content-type", b"application/x-www-form-urlencoded")]])
async def test_too_much_is_refused(headers):
    assert await serve(part(b"x" * (bodies.LARGEST + 1)), headers=headers) == ([], [413])


async def test_too_much_is_read_to_its_end_so_that_the_browser_shows_the_answer():
    parts = [part(b"x" * 1_000_000, more=True) for _ in range(9)]

    assert await serve(*parts, part(b"end")) == ([], [413])


async def test_without_end_is_cut_off():
    parts = [part(b"x" * 8_000_001, more=True) for _ in range(4)]

    assert await serve(*parts) == ([], [413])


async def test_a_form_with_a_picture_may_be_larger():
    picture = bytes(range(256)) * 10_000

    [(_headers, body)], statuses = await serve(part(picture, more=True), part(picture), headers=[UPLOAD])

    assert (body == picture * 2, statuses) == (True, [200])


async def test_a_form_with_a_picture_has_an_end_too():
    assert await serve(part(b"x" * (bodies.LARGEST_UPLOAD + 1)), headers=[UPLOAD]) == ([], [413])


async def test_where_there_is_no_room_for_a_picture_the_reader_is_told(monkeypatch, caplog):
    """Some slow senders fill the memory that a container has for this. It wakes nobody: anybody can cause it."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")

    calls, [start, page] = await answer(part(b"x" * (bodies.LARGEST + 1)), headers=[UPLOAD])

    assert (calls, start["status"]) == ([], 503)
    assert "Wait a minute, then send it again." in page["body"].decode()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize("size", [0, 1, bodies.LARGEST - 1, bodies.LARGEST])
async def test_a_body_of_any_allowed_size_arrives_whole(size):
    [(_headers, body)], _statuses = await serve(part(b"x" * size))

    assert len(body) == size


async def test_the_refusal_is_a_page_in_the_readers_theme_that_says_where_the_text_is():
    _calls, [start, page] = await answer(part(b"x" * 2_000_000), headers=[(b"cookie", b"display=dark-150")])

    html = page["body"].decode()
    assert dict(start["headers"])[b"content-type"] == b"text/html; charset=utf-8"
    assert 'data-theme="dark" data-text-size="150"' in html
    assert "<h1>We could not take that</h1>" in html
    assert "more than one form can take" in html
    assert "go back in your browser. What you typed is still in the form." in html


@pytest.mark.parametrize(("name", "kept"), [(b"x_forwarded_for", False), (b"x-forwarded-for", True)])
async def test_headers_that_only_look_like_the_proxys_are_dropped(name, kept):
    [(headers, _body)], _statuses = await serve(part(b""), headers=[(name, b"6.6.6.6")])

    assert bool(headers) is kept


HARD = {"content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy"}
SAME_SITE = {"cross-origin-opener-policy", "cross-origin-resource-policy"}


@pytest.mark.parametrize("by_https", [True, False])
async def test_early_answers_say_what_every_page_says(settings, monkeypatch, by_https):
    """Made before Django has seen the request; whether it came by https, the proxy says."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    monkeypatch.setattr(bodies, "LARGEST", 3)
    scheme = b"https" if by_https else b"http"

    _calls, sent = await answer(part(b"four"), headers=[(b"x-forwarded-proto", scheme)])
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}

    assert sent[0]["status"] == 413
    assert set(told) >= HARD | SAME_SITE
    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert told.get("strict-transport-security", "") == ("max-age=31536000" if by_https else "")
