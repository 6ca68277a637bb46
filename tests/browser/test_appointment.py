"""The next appointment: questions put in order on the page itself without a script, and all of it on one sheet."""

import re

import pytest

from tests.browser.calm import arrive
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
PAGE = "/next-appointment/"
SHEETS = re.compile(rb"/Type\s*/Page\b(?!s)")


async def test_questions_are_ordered_without_a_script_and_the_page_is_one_sheet(site, browser):
    reader = await arrive(site, browser, "QuietTuesday")
    plain = await Visitor.arrive(
        site, browser, java_script_enabled=False, storage_state=await reader.context.storage_state()
    )
    for question in ("Which muscles, and why those?", "May I swim?"):
        await plain.page.goto("/resources/questions/")
        await plain.page.get_by_label("Your question").fill(question)
        await plain.page.get_by_role("button", name="Add my question").press("Enter")
        await plain.page.locator("li:target", has_text=question).wait_for()
    await plain.page.goto(PAGE)

    await plain.page.get_by_role("button", name="Up : May I swim?").press("Enter")
    await plain.page.locator(".my-questions__item:first-child:target", has_text="May I swim?").wait_for()

    assert plain.page.url == f"{site.address}{PAGE}#{await plain.page.locator('li:target').get_attribute('id')}"
    await reader.go(PAGE)
    assert len(SHEETS.findall(await reader.page.pdf(format="A4"))) == 1
    await reader.page.emulate_media(media="print")
    main = reader.page.get_by_role("main")
    for words in ("Botulinum toxin appointment", "Second floor", "May I swim?", "a list of all your medicines"):
        assert await main.get_by_text(words).first.is_visible(), words
    assert [await one.is_visible() for one in await main.locator("a, button, form").all()].count(True) == 0
    assert reader.troubles == []
    await plain.leave()
    await reader.leave()
