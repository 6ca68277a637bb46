"""My questions for the doctor: picked and put in order by keyboard and without a script, printed as the list alone."""

import pytest

from tests.browser.calm import arrive
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
LIST = "/resources/questions/"
ARTICLE = "/resources/treatments/botulinum-toxin-appointment/"
ON_PAPER = """() => [...document.querySelectorAll('body *')]
  .filter((e) => !e.children.length && e.textContent.trim() && e.getClientRects().length && e.checkVisibility())
  .map((e) => e.textContent.trim())"""
NUMBERED = "(list) => getComputedStyle(list).listStyleType"
LINES = "(item) => getComputedStyle(item, '::after').borderBlockWidth"


async def test_a_list_is_made_by_keyboard_without_a_script_and_printed_alone(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    known = await kestrel.context.storage_state()
    plain = await Visitor.arrive(site, browser, java_script_enabled=False, storage_state=known)
    page = plain.page
    await page.goto(ARTICLE)
    for _time in range(2):
        await page.get_by_role("button", name="Add to my questions").first.press("Enter")
        await page.locator("li:target", has_text="In my questions").wait_for()
    await page.goto(LIST)
    await page.get_by_label("Your question").fill("May I swim?")
    await page.get_by_role("button", name="Add my question").press("Enter")
    await page.locator("li:target", has_text="May I swim?").wait_for()

    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # Up, of the question that was just written
    await page.locator(".my-questions__item:nth-last-child(2):target", has_text="May I swim?").wait_for()

    await kestrel.go(LIST)
    await kestrel.page.get_by_role("button", name="Print my list").wait_for()
    mine = await kestrel.page.locator(".my-questions__text").all_inner_texts()
    await kestrel.page.emulate_media(media="print")
    title, date, *questions = await kestrel.page.evaluate(ON_PAPER)
    assert title == "My questions for the doctor"
    assert date.split()[-1].isdecimal()
    assert questions == mine
    assert await kestrel.page.locator(".my-questions__list").evaluate(NUMBERED) == "decimal"
    assert await kestrel.page.locator(".my-questions__item").first.evaluate(LINES) == "1px"
    assert kestrel.troubles == []
    await plain.leave()
    await kestrel.leave()
