"""How often a browser may open a socket. What comes through one is counted by its consumer."""

from typing import cast

from asgiref.sync import sync_to_async
from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.conf import settings
from django.utils.crypto import salted_hmac

from community.core.limits.counting import Who, seconds_to_wait
from community.core.limits.networks import mark_of
from community.core.security_log import Event, note_event

TRY_LATER = 1013


class SocketLimit:
    """Behind `SessionKey`. A page of ours that is closed with `TRY_LATER` comes back by itself, more slowly each time,
    and asks for its news by HTTP meanwhile."""

    def __init__(self, application: ASGI3Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        count = sync_to_async(seconds_to_wait, thread_sensitive=False)
        opener = who_opens(cast(dict[str, object], scope))
        if await count(opener, [settings.SOCKETS_LIMIT]):
            note_event(Event.TOO_OFTEN, what="socket", network=opener.network[:10])
            await receive()
            await send({"type": "websocket.close", "code": TRY_LATER, "reason": ""})
        else:
            await self.application(scope, receive, send)


def who_opens(scope: dict[str, object]) -> Who:
    """By the browser's session, whose key stays out of the cache; whose it is, nobody has asked yet."""
    headers = dict(cast(list[tuple[bytes, bytes]], scope["headers"]))
    forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1")
    remote = (cast(list[str] | None, scope.get("client")) or [""])[0]
    key = str(scope.get("session_key") or "")
    session = salted_hmac("socket-of-session", key, algorithm="sha256").hexdigest()[:24] if key else ""
    return Who(session, mark_of(forwarded=forwarded, remote=remote))
