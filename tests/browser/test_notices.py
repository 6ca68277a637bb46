"""The number beside "Notifications" follows while a page stays open, and never speaks up by itself."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
COUNT = "[data-behavior='unread-count']"


def tell(site, name, text):
    site.shell(
        "from django.utils import timezone as t; from community.accounts.models import User; "
        "from community.notifications.actions import notify; "
        f"notify(recipient=User.objects.get(username='{name}'), kind='reply', text='{text}', url='/groups/', "
        f"key='{text}', now=t.now(), mail=False)"
    )


async def number(visitor):
    return int((await visitor.page.locator(f"{COUNT} .badge").inner_text()) or 0)


async def test_number_grows_on_an_open_page_within_a_minute(site, browser):
    tell(site, "Pebble", "A first one.")
    visitor = await Visitor.arrive(site, browser, viewport={"width": 1280, "height": 800})
    await visitor.page.clock.install()
    await visitor.come_as("Pebble")
    await visitor.go("/")
    before = await number(visitor)

    tell(site, "Pebble", "A second one.")
    async with visitor.page.expect_response("**/notifications/count/"):
        await visitor.page.clock.run_for(61_000)

    await visitor.page.locator(f"{COUNT} .badge", has_text=str(before + 1)).wait_for()
    await visitor.page.locator(f"{COUNT} .visually-hidden", has_text=f"({before + 1} not read)").wait_for(
        state="attached"
    )
    await visitor.look()

    await visitor.go("/notifications/")
    assert await number(visitor) == before + 1
    await visitor.leave()
