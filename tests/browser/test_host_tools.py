"""A host at work in a room, and the member who has it open on a phone at the same time."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
ROOM = "/rooms/family-and-carers/"


async def arrive(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.come_as(name)
    return visitor


async def tool(host, path, name):
    """One page of the host's, looked at, and one button on it."""
    await host.go(path)
    assert await host.page.evaluate(SMALL_TARGETS) == []
    await host.press(name)


async def enter(visitor):
    await visitor.go(ROOM)
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)


async def test_what_a_host_does_reaches_the_open_page_of_a_member(site, browser):
    host = await arrive(site, browser, "GreyHeron")
    member = await arrive(site, browser, "Kestrel", viewport={"width": 320, "height": 640}, color_scheme="dark")
    state = member.page.locator("[data-room-state]")
    await enter(member)

    await host.go(f"{ROOM}host/")
    await host.page.get_by_label("Each person can send one message in").select_option("300")
    await host.press("Set the pace")
    await state.filter(has_text="one message in 5 minutes").wait_for()
    await member.fill("Your message", "Hello from a small screen")
    await member.press("Send")
    await member.page.locator("[data-countdown-clock]", has_text="You can send again in 5 minutes.").wait_for()
    await member.fill("Your message", "Typed with care")
    await member.press("Send")
    await member.page.get_by_role("alert").filter(has_text="The room is slow now.").wait_for()
    assert await member.page.get_by_label("Your message").input_value() == "Typed with care"

    await host.page.get_by_label("Each person can send one message in").select_option("0")
    await host.press("Set the pace")
    await member.page.locator("[data-countdown-clock]", has_text="You can send now.").wait_for()

    for visitor in (host, member):
        await visitor.leave()


async def test_calm_a_pause_and_a_removal_reach_the_open_page_of_a_member(site, browser):
    host, member = await arrive(site, browser, "GreyHeron"), await arrive(site, browser, "QuietTuesday")
    state = member.page.locator("[data-room-state]")
    await enter(member)
    await member.fill("Your message", "Hello from the other side")
    await member.press("Send")

    await tool(host, f"{ROOM}host/", "Calm the room")
    await state.filter(has_text="A host has calmed the room.").wait_for()
    await host.press("Take all of it back")
    await state.filter(has_text="A host has calmed the room.").wait_for(state="detached")

    await host.go(f"{ROOM}host/members/QuietTuesday/")
    assert await host.page.evaluate(SMALL_TARGETS) == []
    await host.page.get_by_label("1 hour").check()
    await host.fill("Why", "Please rest a little.")
    await host.press("Give the pause")
    await member.page.get_by_role("alert").filter(has_text="Please rest a little.").wait_for()
    await host.press("End the pause of QuietTuesday")
    await member.page.get_by_role("alert").filter(has_text="Please rest a little.").wait_for(state="detached")

    await host.go(f"{ROOM}host/members/QuietTuesday/remove/")
    assert await host.page.evaluate(SMALL_TARGETS) == []
    await host.page.get_by_label("Of the last hour").check()
    await host.page.get_by_label("Which guideline").select_option("kindness")
    await host.press("Take them out of sight")
    await member.page.get_by_text("Hello from the other side").wait_for(state="detached")
    await host.press("Bring the messages of QuietTuesday back")
    await member.reads("Hello from the other side")
    for visitor in (host, member):
        await visitor.leave()


async def test_page_of_a_closed_room_leads_back_to_the_box_when_it_opens(site, browser):
    host, member = await arrive(site, browser, "GreyHeron"), await arrive(site, browser, "Kestrel")
    await tool(host, f"{ROOM}host/", "Close the room")
    await enter(member)
    assert await member.page.get_by_label("Your message").count() == 0

    await host.press("Open the room")
    await member.page.get_by_role("link", name="You may be able to write now").click()

    await member.page.get_by_label("Your message").wait_for()
    for visitor in (host, member):
        await visitor.leave()


async def test_hosts_in_the_room_see_that_something_was_reported(site, browser):
    host, member = await arrive(site, browser, "GreyHeron"), await arrive(site, browser, "QuietTuesday")
    await enter(member)
    await member.fill("Your message", "Something to look at")
    await member.press("Send")
    await enter(host)
    reporter = await arrive(site, browser, "Kestrel")
    await enter(reporter)

    message = reporter.page.locator("article", has_text="Something to look at")
    await message.get_by_role("link", name="More").click()
    await reporter.page.get_by_role("link", name="I am worried about this person").click()
    await reporter.look()
    await reporter.reads("You are not alone")
    await reporter.page.get_by_label("As far as I know").check()
    await reporter.press("Send the report")

    await host.page.locator("[data-room-alert]").wait_for(timeout=2000)
    await host.follow("See the host tools")
    await host.reads("Just reported")
    for visitor in (host, member, reporter):
        await visitor.leave()
