"""What every WebSocket passes before it reaches its consumer: who asks from where, and whether the address exists."""

from typing import Any, cast
from urllib.parse import urlsplit

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from channels.security.websocket import OriginValidator
from django.conf import settings
from django.http import parse_cookie
from django.urls import re_path

from community.core.metrics import SOCKETS
from community.core.security_log import Event, note_event

NOT_FOUND = 4404


def allowed_origins() -> list[str]:
    """Scheme, host and port of every page that may open a socket here."""
    origins = [settings.BASE_URL, *settings.CSRF_TRUSTED_ORIGINS]
    if settings.DEBUG:
        port = urlsplit(settings.BASE_URL).port or 80
        origins += [f"http://localhost:{port}", f"http://127.0.0.1:{port}"]
    return origins


class SameOrigin(OriginValidator):
    """Turns away sockets opened by other sites: a browser sends our cookie along with them."""

    def __init__(self, application: ASGI3Application) -> None:
        super().__init__(application, allowed_origins())

    def valid_origin(self, parsed_origin: Any) -> bool:
        try:
            is_ours = bool(super().valid_origin(parsed_origin))
        except ValueError:  # a port that is no number
            is_ours = False
        if not is_ours:
            note_event(Event.FOREIGN_SOCKET)
        return is_ours


class Counted:
    def __init__(self, application: ASGI3Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        with SOCKETS.track_inprogress():
            await self.application(scope, receive, send)


class SessionKey:
    """Puts the key of the browser's session into the scope. Consumers read the session itself, again and again; a
    session that was read once would say what was true then, and weigh on every frame."""

    def __init__(self, application: ASGI3Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        cookies = b"; ".join(value for name, value in scope.get("headers", []) if name == b"cookie")  # type: ignore[attr-defined]
        key = parse_cookie(cookies.decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")
        known = "" if "\0" in key else key  # PostgreSQL takes none, as in `middleware.WithoutNul`
        await self.application(cast(Scope, {**scope, "session_key": known}), receive, send)


async def close_unknown(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    await receive()
    await send({"type": "websocket.close", "code": NOT_FOUND, "reason": ""})


unknown_path = re_path(r"", close_unknown)  # type: ignore[arg-type]  # Channels routes to ASGI applications
