"""Opening the site's real socket application in a test, as a signed-in browser does."""

import asyncio
import json
from contextlib import asynccontextmanager

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.db import connection
from django.test import Client

from community.asgi import application


def session_of(member):
    client = Client()
    client.force_login(member)
    return client.session


async def in_thread(act, *args, **kwargs):
    """Run as a page does: in a thread of its own, without a loop."""

    def run():
        try:
            return act(*args, **kwargs)
        finally:
            connection.close()

    return await asyncio.to_thread(run)


async def browser_of(member, room, after="", app=application):
    headers = [(b"origin", settings.BASE_URL.encode())]
    if member:
        session = await in_thread(session_of, member)
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={session.session_key}".encode()))
    return WebsocketCommunicator(app, f"/ws/rooms/{room.slug}/?after={after}", headers=headers)


@asynccontextmanager
async def entered(member, room, after="", app=application):
    """A connected socket; gives the function that waits for the next frame."""
    browser = await browser_of(member, room, after, app)
    connected, _ = await browser.connect(timeout=5)
    assert connected
    try:
        yield browser
    finally:
        await browser.disconnect(timeout=5)


async def next_frame(browser, timeout=3):
    """The next event, or what is no event; a frame may carry several events."""
    waiting = vars(browser).setdefault("events_of_a_frame", [])
    while not waiting:
        frame = json.loads(await browser.receive_from(timeout=timeout))
        waiting += frame["events"] if frame["type"] == "room.news" else [frame]
    return waiting.pop(0)


async def frames_until_ready(browser):
    frames = [await next_frame(browser)]
    while frames[-1]["type"] != "room.ready":
        frames.append(await next_frame(browser))
    return frames


async def close_code(browser, timeout=3):
    """The code of the next close, whatever is sent before it."""
    while (event := await browser.receive_output(timeout=timeout))["type"] != "websocket.close":
        pass
    return event["code"]
