"""Read each request whole before a page's thread is taken: slow or broken senders cost no thread, and half a text is
never stored."""

import asyncio
from typing import Any

LARGEST = 1_000_000  # bytes; the longest post is a quarter of it
SECONDS = 20


class Refused(Exception):
    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words


class WholeBody:
    """ASGI around the pages. A request whose sender goes away before its end is not served at all."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                body = await whole_body(receive)
        except TimeoutError:
            await refuse(send, Refused(408, "Your text did not arrive in time. Please send it again."))
        except Refused as refusal:
            await refuse(send, refusal)
        else:
            if body is not None:
                await self.app(without_doubtful_headers(scope), replay(body, receive), send)


async def whole_body(receive: Any) -> bytes | None:
    """None when the sender went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST:
            raise Refused(413, "This is too much at once. Please send it in parts.")
        if not message.get("more_body"):
            return bytes(body)


def without_doubtful_headers(scope: dict[str, Any]) -> dict[str, Any]:
    """ "X_Forwarded_For" would be taken for the "X-Forwarded-For" that only our proxy may set."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}


def replay(body: bytes, receive: Any) -> Any:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> dict[str, Any]:
        return waiting.pop() if waiting else await receive()

    return again


async def refuse(send: Any, refusal: Refused) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.words.encode()})
