"""Rules about words, as somebody meets them who writes: a note before, a card after, by the first lists of the site."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
AS_IT_IS = "Send it as it is"
CALM = "You are not alone"


async def arrive(site, browser, name):
    visitor = await Visitor.arrive(site, browser)
    await visitor.come_as(name)
    return visitor


async def send(visitor, button="Send"):
    await visitor.page.wait_for_timeout(500)  # two submits in less count as a double click
    await visitor.page.get_by_role("button", name=button, exact=True).click()


async def test_line_with_an_amount_is_sent_after_the_note_and_a_dark_one_at_once(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await kestrel.go("/rooms/lobby/")
    await kestrel.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)
    field = kestrel.page.get_by_label("Your message")
    card = kestrel.page.locator("[data-composer-card]")

    await field.fill("Zebra took 40 mg.")
    await send(kestrel)
    await card.get_by_text("Your text names an amount").wait_for()
    await kestrel.look()
    assert await field.input_value() == "Zebra took 40 mg."
    await send(kestrel, AS_IT_IS)
    await kestrel.page.locator(".message", has_text="Zebra took 40 mg.").wait_for()
    await card.locator("> *").first.wait_for(state="detached")  # the message comes by the socket, the answer after it

    await field.fill("Some nights I want to die.")
    await send(kestrel)
    await card.get_by_text(CALM).wait_for()
    await kestrel.look()
    assert await kestrel.page.locator(".message", has_text="Some nights").count() == 1
    assert kestrel.troubles == []
    await kestrel.leave()


async def test_post_gets_the_card_for_the_chosen_country(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await kestrel.go("/urgent-help/?country=NZ")
    await kestrel.go("/boards/new-here/new/")
    await kestrel.fill("Title", "A zebra night")
    await kestrel.fill("Your post", "Some nights I want to die.")

    await kestrel.press("Post thread")

    card = kestrel.page.locator("section", has_text=CALM).first
    assert await card.get_by_text("New Zealand").count() == 1
    assert await card.locator("li").count() == 3
    assert await kestrel.page.locator("article", has_text="Some nights").count() == 1
    await kestrel.page.reload()
    assert await kestrel.page.get_by_text(CALM).count() == 0
    assert kestrel.troubles == []
    await kestrel.leave()
