"""Whoever confirms in one window that it is them goes on under a new key; a room in another window goes on, too."""

import asyncio
import re

import pytest

from tests.browser.test_room_line import says, write
from tests.browser.visitor import DEMO_PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Door:
    """Sockets go in while it is open. The old key's socket ends before the browser has the new key, however long that
    takes on a busy machine; the room asks a second later, and here not before the key has come."""

    def __init__(self):
        self.is_open, self.passed, self.again = asyncio.Event(), 0, asyncio.Event()

    async def let_in(self, socket):
        await self.is_open.wait()
        self.passed += 1
        if self.passed == 2:
            self.again.set()
        socket.connect_to_server()


async def key_of(visitor):
    return next(one["value"] for one in await visitor.page.context.cookies() if one["name"] == "sessionid")


async def test_room_goes_on_in_another_window(site, browser):
    visitor, door = await Visitor.arrive(site, browser), Door()
    await visitor.sign_in("QuietTuesday")
    await visitor.page.route_web_socket(re.compile("/ws/rooms/"), door.let_in)
    door.is_open.set()
    await visitor.go("/rooms/lobby/")
    await says(visitor, "Up to date", 30)
    before = await key_of(visitor)
    other = await visitor.page.context.new_page()
    await other.goto("/accounts/reauthenticate/")
    await other.fill("input[type=password]", DEMO_PASSWORD)

    door.is_open.clear()
    await other.keyboard.press("Enter")
    await other.wait_for_url(lambda address: "reauthenticate" not in address)
    assert await key_of(visitor) != before
    door.is_open.set()
    async with asyncio.timeout(15):
        await door.again.wait()

    write(site, "Key")
    await visitor.page.locator("[data-room-log] .message__body", has_text="Key 0.").wait_for(timeout=15_000)
    await says(visitor, "Up to date", 5)
    assert door.passed == 2
    await visitor.leave()
