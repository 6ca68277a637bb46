"""An article: a hard word tells its meaning where it stands, by mouse and by keyboard, and below without a script."""

import pytest

from tests.browser.calm import arrive
from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
PAGE = "/resources/treatments/botulinum-toxin-side-effects/"
NARROW = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}


async def test_a_meaning_opens_by_keyboard_and_gives_the_place_back(site, browser):
    visitor = await Visitor.arrive(site, browser, **NARROW)
    await visitor.go(PAGE)
    word = visitor.page.locator("a[href*='#word-']").first
    box = visitor.page.get_by_role("dialog")

    await visitor.page.wait_for_load_state("networkidle")
    await word.press("Enter")
    await box.wait_for()
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []
    assert await box.get_by_role("button", name="Close").evaluate("(button) => document.activeElement === button")

    await visitor.page.keyboard.press("Escape")
    await box.wait_for(state="hidden")
    assert await word.evaluate("(link) => document.activeElement === link")
    assert visitor.troubles == []
    await visitor.leave()


async def test_a_meaning_opens_by_touch_and_closes_by_touch_elsewhere(site, browser):
    visitor = await Visitor.arrive(site, browser, has_touch=True, **NARROW)
    await visitor.go(PAGE)
    await visitor.page.wait_for_load_state("networkidle")

    await visitor.page.locator("a[href*='#word-']").first.tap()
    box = visitor.page.get_by_role("dialog")
    await box.wait_for()
    await visitor.page.touchscreen.tap(5, 300)
    await box.wait_for(state="hidden")
    await visitor.leave()


async def test_without_a_script_a_word_leads_to_its_meaning_below(site, browser):
    visitor = await Visitor.arrive(site, browser, java_script_enabled=False)
    await visitor.page.goto(PAGE)

    await visitor.page.locator("a[href*='#word-']").first.click()

    assert "#word-" in visitor.page.url
    assert await visitor.page.locator(":target dt").is_visible()
    await visitor.leave()


async def test_a_visitor_says_that_it_helped_and_a_member_suggests_a_change(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await visitor.go(PAGE)
    await visitor.page.locator("#useful").get_by_role("button", name="Yes").click()
    await visitor.page.get_by_text("Thank you. We count the answers").wait_for()
    await visitor.leave()

    kestrel = await arrive(site, browser, "Kestrel")
    await kestrel.go(PAGE)
    await kestrel.follow("Report an error or suggest a change")
    await kestrel.page.get_by_label("Something is hard to understand").check()
    await kestrel.fill("What should be different?", "The second sentence is too long for me.")
    await kestrel.press("Send to the editors")
    await kestrel.page.get_by_text("The editors read it and answer you here.").wait_for()
    assert kestrel.troubles == []
    await kestrel.leave()
