"""Opening sockets is counted before anything is asked, whatever the address of the socket."""

import pytest
import time_machine
from channels.testing import WebsocketCommunicator
from django.conf import settings as site

from community.asgi import application
from community.chat.routing import websocket_urlpatterns
from community.core.limits.amounts import Amount, Kind
from tests.factories import NOON

ORIGIN = (b"origin", site.BASE_URL.encode())
PATHS = [str(pattern.pattern).removeprefix("^") for pattern in websocket_urlpatterns]


def opened(path, *headers):
    return WebsocketCommunicator(application, path, headers=[ORIGIN, *headers])


@time_machine.travel(NOON, tick=False)  # what is counted for an hour is counted anew when the next begins
@pytest.mark.parametrize("session", ["", "a-session"])
async def test_too_many_are_asked_to_come_later(settings, session):
    amount = Amount(2, 3600)
    settings.SOCKETS_LIMIT = Kind("sockets", member=(amount,), visitor=(amount,))
    settings.TRUSTED_PROXY_COUNT = 1
    headers = [(b"x-forwarded-for", b"198.51.100.4")]
    if session:
        headers.append((b"cookie", f"{site.SESSION_COOKIE_NAME}={session}".encode()))

    codes = [(await opened("/ws/nowhere/", *headers).connect(timeout=5))[1] for _ in range(3)]

    assert codes == [4404, 4404, 1013]


@pytest.mark.parametrize("path", PATHS)
async def test_every_socket_stands_behind_the_limit(settings, path):
    settings.LIMITS_FACTOR = 0
    headers = [(b"cookie", f"{site.SESSION_COOKIE_NAME}=somebody".encode())]

    assert (await opened(f"/{path.replace('<slug:slug>', 'room')}", *headers).connect(timeout=5))[1] == 1013
