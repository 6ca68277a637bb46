"""Where one HTTP message ends and the next begins: what says it in two ways, or wrongly, is answered once, with a 400,
and nothing that hides behind it is read as a request of its own. Asked of the server itself, as nginx would."""

import asyncio
import contextlib
import socket

import pytest
import uvicorn

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n" % (5 + len(HIDDEN))
CHUNKED = b"Transfer-Encoding: chunked\r\n"
HOSTILE = {
    "a length, and in chunks": HEAD + LENGTH + CHUNKED + b"\r\n0\r\n\r\n" + HIDDEN,
    "in chunks, and a length": HEAD + CHUNKED + LENGTH + b"\r\n0\r\n\r\n" + HIDDEN,
    "two lengths": HEAD + LENGTH + b"Content-Length: 0\r\n\r\n" + HIDDEN,
    "a length with a sign": HEAD + b"Content-Length: +0\r\n\r\n" + HIDDEN,
    "two lengths in one line": HEAD + b"Content-Length: 0, 5\r\n\r\n" + HIDDEN,
    "a blank before the colon": HEAD + b"Content-Length : 0\r\n\r\n" + HIDDEN,
    "a line that goes on": HEAD + b"X: y\r\n Content-Length: 0\r\n\r\n" + HIDDEN,
    "a line that ends by half": HEAD + b"X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks in another word": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks and then none": HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a chunk of no size": HEAD + CHUNKED + b"\r\nz\r\n\r\n" + HIDDEN,
    "a chunk that is longer than it says": HEAD + CHUNKED + b"\r\n1\r\nab\r\n0\r\n\r\n" + HIDDEN,
    "a chunk of more than there is": HEAD + CHUNKED + b"\r\n10000000000000000\r\na\r\n0\r\n\r\n" + HIDDEN,
}


@pytest.fixture
async def served():
    """The paths that were asked for, and how to say something to the server."""
    asked = []

    async def app(scope, receive, send):
        asked.append(scope["path"])
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    line = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve([line]))

    async def say(words):
        reader, writer = await asyncio.open_connection(*line.getsockname())
        writer.write(words)
        writer.write_eof()
        with contextlib.suppress(ConnectionError):
            answer = await reader.read()
        writer.close()
        return answer

    yield asked, say
    server.should_exit = True
    await running


async def test_a_message_that_ends_in_two_ways_is_one_and_refused(served):
    asked, say = served

    for name, words in HOSTILE.items():
        answer = await say(words)
        assert answer.startswith(b"HTTP/1.1 400 "), (name, answer)
        assert "/hidden" not in asked, name


async def test_two_whole_messages_are_two(served):
    """The test above would see what hides."""
    asked, say = served

    await say(HEAD + b"Content-Length: 2\r\n\r\nab" + HEAD + CHUNKED + b"\r\n2\r\nab\r\n0\r\n\r\n" + HIDDEN)

    assert asked == ["/", "/", "/hidden"]
