"""An article that was left half read: the browser alone remembers where, and offers to go on there."""

import json

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
PAGE = "/resources/treatments/botulinum-toxin-side-effects/"
NARROW = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
HEADING = "What passes, and when"


async def come(visitor):
    await visitor.page.goto(PAGE, wait_until="networkidle")


async def read_down_to(visitor, heading):
    await visitor.page.get_by_role("heading", name=heading).evaluate("(one) => one.scrollIntoView()")


async def come_back(visitor):
    await visitor.page.goto("/about/")
    await come(visitor)


def offer(visitor):
    return visitor.page.get_by_text("You stopped at")


async def test_who_comes_back_is_offered_the_place_and_is_not_moved(site, browser):
    visitor = await Visitor.arrive(site, browser, **NARROW)
    sent = []
    visitor.context.on("request", lambda request: sent.append(request.method))
    await come(visitor)
    assert not await offer(visitor).is_visible()

    await read_down_to(visitor, HEADING)
    await come_back(visitor)
    assert f"You stopped at “{HEADING}”." in await offer(visitor).inner_text()
    assert await visitor.page.evaluate("scrollY") == 0
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []

    await visitor.page.get_by_role("link", name="Go on there").click()
    top = await visitor.page.get_by_role("heading", name=HEADING).evaluate("(one) => one.getBoundingClientRect().top")
    assert 0 <= top < 200
    assert set(sent) == {"GET"}
    await visitor.leave()


async def test_what_the_browser_keeps_is_numbers_and_goes_at_the_end_or_when_asked(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await come(visitor)
    await read_down_to(visitor, HEADING)
    await come_back(visitor)
    kept = json.loads(await visitor.page.evaluate("localStorage.getItem('places')"))
    assert [[type(one) for one in place] for place in kept] == [[int, int]]

    await visitor.page.get_by_role("button", name="Forget this place").click()
    await come_back(visitor)
    assert not await offer(visitor).is_visible()

    await read_down_to(visitor, HEADING)
    await come_back(visitor)
    await read_down_to(visitor, "Was this useful?")
    await come_back(visitor)
    assert not await offer(visitor).is_visible()
    await visitor.leave()


async def test_looking_up_a_source_does_not_lose_the_place(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await come(visitor)
    await read_down_to(visitor, HEADING)

    await visitor.page.locator(f"section:has(> h2:text-is('{HEADING}')) a[href^='#source-']").first.click()
    await come_back(visitor)

    assert HEADING in await offer(visitor).inner_text()
    await visitor.leave()


async def test_a_browser_that_keeps_nonsense_or_nothing_shows_the_page(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await visitor.context.add_init_script("localStorage.setItem('places', '{\"a\": 1}')")
    await come(visitor)

    assert not await offer(visitor).is_visible()
    assert visitor.troubles == []
    await visitor.leave()
