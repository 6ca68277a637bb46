"""Read each request whole before a page's thread is taken: slow or broken senders cost no thread, and half a text is
never stored."""

import asyncio
import logging
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import HttpRequest, parse_cookie
from django.utils.translation import gettext_lazy as _

from community.core.middleware import as_sent
from community.core.views import TOO_MUCH, not_taken

LARGEST = 1_000_000  # bytes; the longest post is a quarter of it
LARGEST_UPLOAD = 12_000_000  # a picture too large by half still reaches the form that says so
LARGEST_READ = 32_000_000
SECONDS = 20
UPLOAD_SECONDS = 120  # from a phone, with a weak signal
TOO_LATE = _("It did not arrive in time. The connection may have been slow or broken.")
NO_ROOM = _("Many pictures are arriving at this moment. Wait a minute, then send it again.")
Words = Any  # a lazy translation
logger = logging.getLogger(__name__)


class Refused(Exception):
    def __init__(self, status: int, words: Words) -> None:
        self.status, self.words = status, words


class WholeBody:
    """ASGI around the pages. A request whose sender goes away before its end is not served at all."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        upload = header(scope, b"content-type").startswith("multipart/form-data")
        with SpooledTemporaryFile(max_size=LARGEST) as body:
            try:
                async with asyncio.timeout(UPLOAD_SECONDS if upload else SECONDS):
                    arrived = await fill(body, receive, most=LARGEST_UPLOAD if upload else LARGEST)
            except TimeoutError:
                await refuse(scope, send, Refused(408, TOO_LATE))
            except OSError as problem:  # only a picture is large enough to be laid down
                logger.warning("No room for what is being sent: %s", type(problem).__name__)
                await refuse(scope, send, Refused(503, NO_ROOM))
            except Refused as refusal:
                await refuse(scope, send, refusal)
            else:
                if arrived:
                    await self.app(without_doubtful_headers(scope), replay(body, receive), send)


async def fill(body: IO[bytes], receive: Any, *, most: int) -> bool:
    """False when the sender went away. What is too much is dropped but read to its end: a browser that is cut off
    while it sends would show an error of its own instead of our page."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        part = message.get("body", b"")
        size += len(part)
        more = message.get("more_body") and size <= LARGEST_READ
        if size <= most:
            body.write(part)
        elif not more:
            raise Refused(413, TOO_MUCH)
        if not more:
            body.seek(0)
            return True


def header(scope: dict[str, Any], name: bytes) -> str:
    """The first of this name; ASGI gives names in small letters."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def without_doubtful_headers(scope: dict[str, Any]) -> dict[str, Any]:
    """ "X_Forwarded_For" would be taken for the "X-Forwarded-For" that only our proxy may set."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}


def replay(body: IO[bytes], receive: Any) -> Any:
    given = False

    async def again() -> dict[str, Any]:
        nonlocal given
        if given:
            return dict(await receive())
        part = body.read(LARGEST)
        given = len(part) < LARGEST
        return {"type": "http.request", "body": part, "more_body": not given}

    return again


async def refuse(scope: dict[str, Any], send: Any, refusal: Refused) -> None:
    """A page in the reader's theme, made before Django has seen the request."""
    request = HttpRequest()
    request.path = scope["path"]
    request.COOKIES = parse_cookie(header(scope, b"cookie"))
    request.META["HTTP_X_FORWARDED_PROTO"] = header(scope, b"x-forwarded-proto")  # whether it came by https
    page = as_sent(request, not_taken(request, refusal.words, status=refusal.status))
    told = [(name.lower().encode(), value.encode()) for name, value in page.items()]
    headers = [*told, (b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": page.content})
