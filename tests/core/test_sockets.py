import pytest
from channels.testing import WebsocketCommunicator

from community.asgi import application
from community.core.sockets import SessionKey, allowed_origins

HOME = "http://127.0.0.1:8000"


def communicator(origin: str | None, path: str = "/ws/nowhere/") -> WebsocketCommunicator:
    headers = [] if origin is None else [(b"origin", origin.encode())]
    return WebsocketCommunicator(application, path, headers)


@pytest.mark.django_db(transaction=True)
async def test_unknown_address_is_closed():
    connected, code = await communicator(HOME).connect(timeout=5)

    assert (connected, code) == (False, 4404)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://127.0.0.1",
        "http://evil.example",
        "http://x:y",
    ],
)
async def test_socket_from_elsewhere_is_refused(origin):
    connected, code = await communicator(origin).connect(timeout=5)

    assert (connected, code) == (False, 1000)


def test_development_listens_to_both_names_of_this_machine(settings):
    settings.DEBUG = True
    settings.BASE_URL = "http://127.0.0.1:8123"
    settings.CSRF_TRUSTED_ORIGINS = []

    assert set(allowed_origins()) == {"http://127.0.0.1:8123", "http://localhost:8123"}


def test_production_listens_to_its_own_address_only(settings):
    settings.DEBUG = False
    settings.BASE_URL = "https://community.example"
    settings.CSRF_TRUSTED_ORIGINS = ["https://www.community.example"]

    assert allowed_origins() == ["https://community.example", "https://www.community.example"]


@pytest.mark.parametrize(("cookie", "key"), [("abc", "abc"), ('"\\000x"', ""), ("", "")], ids=["key", "nul", "none"])
async def test_a_session_key_with_a_nul_is_none(settings, cookie, key):
    """PostgreSQL takes no NUL, and many sockets are looked up together."""
    scopes, headers = [], [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]

    async def note(scope, receive, send):
        scopes.append(scope)

    await SessionKey(note)({"type": "websocket", "headers": headers}, None, None)

    assert [scope["session_key"] for scope in scopes] == [key]
