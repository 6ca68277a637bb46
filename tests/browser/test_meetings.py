"""A meeting from its plan to its end: a host at a desk, and a member on a small screen who has begun to write."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
ROOM = "/rooms/after-surgery/"


async def arrive(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.come_as(name)
    return visitor


async def plan(host):
    """In half an hour; the number of the meeting."""
    local = (datetime.now(UTC) + timedelta(minutes=30)).astimezone(ZoneInfo("Europe/London"))
    await host.go(f"{ROOM}plan/")
    assert await host.page.evaluate(SMALL_TARGETS) == []
    await host.fill("Title", "Slow evening")
    await host.fill("Day", f"{local:%d.%m.%Y}")
    await host.page.get_by_label("Time", exact=True).fill(f"{local:%H:%M}")
    await host.page.get_by_label("Welcome message").fill("Tea is on.")
    await host.press("Save")
    return host.page.url.strip("/").split("/")[-1]


async def test_meeting_is_led_and_a_hand_goes_up_without_losing_what_is_written(site, browser):
    host = await arrive(site, browser, "GreyHeron")
    member = await arrive(site, browser, "Kestrel", viewport={"width": 320, "height": 640}, color_scheme="dark")
    number = await plan(host)
    await member.go(f"/meetings/{number}/")
    assert await member.page.evaluate(SMALL_TARGETS) == []
    await member.press("I plan to come")

    await host.go(f"/meetings/{number}/host/")
    await host.press("Open the meeting")
    await member.go(ROOM)
    await member.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)
    state = member.page.locator("[data-room-state]")
    await state.filter(has_text="Tea is on.").wait_for()
    await member.fill("Your message", "Half a thought")
    await member.page.get_by_role("button", name="Raise my hand").click()
    await member.page.get_by_text("Your hand is up. You are in the line.").wait_for()
    await state.get_by_role("listitem").filter(has_text="Kestrel").wait_for()
    assert await member.page.get_by_label("Your message").input_value() == "Half a thought"

    await host.go(f"/meetings/{number}/host/")
    assert await host.page.evaluate(SMALL_TARGETS) == []
    await host.press("Next person")
    await state.filter(has_text="It is the turn of Kestrel").wait_for()
    await host.press("Close the meeting without a summary")
    await state.filter(has_text="Tea is on.").wait_for(state="detached")

    await host.leave()
    await member.leave()
