"""Somebody makes an address for their calendar, chooses what it says, and stops it."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]


async def is_fit(visitor):
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize(("width", "theme"), [(320, "dim"), (1280, "contrast")])
async def test_an_address_is_made_shown_once_and_stopped(site, browser, width, theme):
    kestrel = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await kestrel.come_as("Kestrel")
    await kestrel.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": site.address}])

    await kestrel.go("/settings/notifications/")
    await kestrel.follow("My calendar: subscribe to reminders and meetings")
    await is_fit(kestrel)
    await kestrel.press("Make an address for my calendar")
    await kestrel.reads("This is the address")
    await is_fit(kestrel)
    address = await kestrel.page.locator("#address").input_value()
    answer = await kestrel.page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "SUMMARY:Reminder" in await answer.text()

    await kestrel.page.get_by_label("My own titles, and those of the meetings").check()
    await kestrel.press("Save")
    await kestrel.reads("Saved.")
    await is_fit(kestrel)
    assert address not in await kestrel.page.content()
    await kestrel.press("Stop it")
    await kestrel.reads("Stopped.")
    assert (await kestrel.page.request.get(address)).status == 404
    await kestrel.leave()
