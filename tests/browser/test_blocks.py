"""Whoever blocked somebody: a room that is open while the other writes, and the way to block and back."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
ROOM = "/rooms/lobby/"


async def arrive(site, browser, name):
    visitor = await Visitor.arrive(site, browser)
    await visitor.come_as(name)
    return visitor


async def in_room(visitor):
    await visitor.go(ROOM)
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)


async def say(visitor, words):
    await visitor.page.get_by_label("Your message").fill(words)
    await visitor.page.get_by_role("button", name="Send", exact=True).click()
    await visitor.page.locator(".message", has_text=words).wait_for()


async def test_words_of_a_blocked_member_arrive_folded_and_open_again_after_the_undo(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await kestrel.go("/members/QuietTuesday/")
    await kestrel.follow("Block QuietTuesday")
    await kestrel.press("Block QuietTuesday")
    await in_room(kestrel)
    await in_room(quiet)

    await say(quiet, "Zebra words.")

    fold = kestrel.page.locator("details.message__fold", has_text="Zebra words.")
    await fold.wait_for(state="visible", timeout=30_000)
    await kestrel.look()
    assert not await fold.locator(".message__body").is_visible()
    await fold.locator("summary").click()
    assert await fold.locator(".message__body").is_visible()
    assert await quiet.page.locator(".message__fold:not(.message__note)").count() == 0

    host = await arrive(site, browser, "GreyHeron")
    await in_room(host)
    await host.page.locator(".message", has_text="Zebra words.").get_by_role("link", name="More").click()
    await host.page.get_by_role("button", name="Pin it to the head").click()
    pinned = kestrel.page.locator("[data-room-pinned]")
    await pinned.get_by_role("link", name="Written by somebody you blocked.").wait_for(timeout=30_000)
    assert "Zebra" not in await pinned.inner_html()
    await quiet.page.locator("[data-room-pinned]").get_by_role("link", name="QuietTuesday: Zebra words.").wait_for()
    await host.leave()

    await kestrel.go("/settings/blocked/")
    await kestrel.page.get_by_role("button", name="Undo").click()
    await kestrel.go(ROOM)
    assert await kestrel.page.locator(".message").get_by_text("Zebra words.").is_visible()
    assert kestrel.troubles == quiet.troubles == []
    await kestrel.leave()
    await quiet.leave()
