"""What somebody sees whose line to a room is cut, dead, or never there."""

import re

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
WRITE = """
from uuid import uuid4
from django.utils import timezone
from community.accounts.models import User
from community.chat.actions import send_message
from community.chat.models import Room
from tests.factories import agreed
author, _ = User.objects.get_or_create(username="HostOfFar", defaults={{"is_moderator": True}})
User.objects.filter(pk=author.pk).update(**agreed(timezone.now()))
author.refresh_from_db()
room = Room.objects.select_related("group").get(slug="lobby")
for number in range({number}):
    body = f"{word} {{number}}."
    send_message(room=room, author=author, body=body, client_id=uuid4(), now=timezone.now())
"""
IN_ORDER = """() => [...document.querySelectorAll("[data-room-log] .message__body")]
  .map((body) => body.textContent.match(/Far (\\d+)\\./)).filter(Boolean).map((found) => Number(found[1]))"""

GAP = """() => document.querySelector("[data-gap-words]")?.closest("[data-at]").dataset.at"""


class Line:
    """What lies between the browser and the site."""

    def __init__(self, page):
        self.page, self.is_open, self.is_dead, self.sockets = page, True, False, []

    async def lay(self):
        await self.page.route_web_socket(re.compile("/ws/rooms/"), self.connect)
        return self

    async def connect(self, socket):
        if not self.is_open:
            await socket.close()
            return
        server = socket.connect_to_server()
        server.on_message(lambda message: None if self.is_dead else socket.send(message))
        self.sockets.append(socket)

    async def cut(self):
        self.is_open = False
        await self.sockets[-1].close()


async def enter(site, browser, *, is_open=True):
    visitor = await Visitor.arrive(site, browser)
    await visitor.come_as("QuietTuesday")
    line = await Line(visitor.page).lay()
    line.is_open = is_open
    await visitor.go("/rooms/lobby/")
    return visitor, line


async def says(visitor, words, seconds):
    status = visitor.page.locator("[data-room-status]", has_text=words)
    await status.wait_for(timeout=seconds * 1000)


def write(site, word, number=1):
    site.shell(WRITE.format(word=word, number=number))


async def test_cut_line_is_seen_within_two_seconds_and_mended(site, browser):
    visitor, line = await enter(site, browser)
    await says(visitor, "Up to date", 30)

    await line.cut()
    await says(visitor, "Reconnecting", 2)
    line.is_open = True
    await says(visitor, "Up to date", 15)

    await visitor.leave()


async def test_dead_line_is_noticed_as_soon_as_somebody_writes(site, browser):
    visitor, line = await enter(site, browser)
    await says(visitor, "Up to date", 30)

    line.is_dead = True
    await visitor.fill("Your message", "Is anybody there")
    await says(visitor, "Reconnecting", 4)
    assert await visitor.page.get_by_label("Your message").input_value() == "Is anybody there"

    await visitor.leave()


async def test_room_goes_on_where_no_socket_gets_through(site, browser):
    visitor, _ = await enter(site, browser, is_open=False)
    await says(visitor, "Asking every few seconds instead", 30)

    write(site, "Polled words")
    await visitor.reads("Polled words 0.")
    await visitor.look()

    await visitor.leave()


async def test_whoever_was_away_for_long_sees_a_gap_and_can_fill_it(site, browser):
    visitor, line = await enter(site, browser)
    await says(visitor, "Up to date", 30)
    await line.cut()
    await visitor.page.evaluate("window.stop()")
    await visitor.page.route("**/events/**", lambda route: route.abort())
    visitor.page.remove_listener("console", visitor.note)  # polls that fail are told there

    write(site, "Far", 520)
    await visitor.page.unroute("**/events/**")
    line.is_open = True
    await visitor.reads("You were away for long.")
    await visitor.look()
    button = visitor.page.get_by_role("button", name="Load what is between")
    for _ in range(5):
        if await button.count() == 0:
            break
        missing_after = await visitor.page.evaluate(GAP)
        await button.click()
        while await visitor.page.evaluate(GAP) == missing_after:
            await visitor.page.wait_for_timeout(50)

    assert await button.count() == 0
    assert await visitor.page.evaluate(IN_ORDER) == list(range(520))
    await visitor.leave()


async def test_others_are_told_of_in_words(site, browser):
    visitor, _ = await enter(site, browser)
    await visitor.page.get_by_text(re.compile(r"(One person is|\d+ people are) here\.")).first.wait_for(timeout=30_000)

    await visitor.leave()
