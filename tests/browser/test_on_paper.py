"""An article and urgent help on paper: what one needs there, and nothing that can only be pressed."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
ARTICLE = "/resources/treatments/botulinum-toxin-side-effects/"
AFTER = "(link) => getComputedStyle(link, '::after').content"
# Colours of words, other than ink.
OFF_PAPER = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && one.textContent.trim())
  .map((one) => getComputedStyle(one).color)
  .filter((colour) => colour !== "rgb(0, 0, 0)")"""


async def on_paper(site, browser, path, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.page.goto(path, wait_until="networkidle")
    await visitor.page.emulate_media(media="print")
    return visitor


@pytest.mark.parametrize("look", ["dim-100", "dark-200", "contrast-100"])
async def test_an_article_is_printed_in_black_whatever_the_screen_shows(site, browser, look):
    visitor = await Visitor.arrive(site, browser)
    await visitor.context.add_cookies([{"name": "display", "value": look, "url": site.address}])
    await visitor.page.goto(ARTICLE, wait_until="networkidle")
    await visitor.page.emulate_media(media="print")

    assert await visitor.page.evaluate(OFF_PAPER) == []
    await visitor.leave()


async def test_paper_keeps_care_boxes_dates_and_the_addresses_of_sources(site, browser):
    visitor = await on_paper(site, browser, ARTICLE)
    main = visitor.page.get_by_role("main")

    for name in ("Emergency", "In short", "Questions for your doctor", "Sources and dates"):
        assert await main.get_by_role("heading", name=name).is_visible(), name
    for text in ("First published", "Not yet checked"):
        assert await main.get_by_text(text).first.is_visible(), text
    for selector in (".tools", ".place", ".article__contents", ".article__useful", ".article__next"):
        assert [await one.is_visible() for one in await main.locator(selector).all()] == [False], selector
    link = main.locator(".sources__title a[href^='http']").first
    address = await link.get_attribute("href")
    assert (await link.evaluate(AFTER)) in (f'"{address}"', "attr(href)")
    await visitor.leave()


async def test_urgent_help_on_paper_has_the_numbers_and_no_picker(site, browser):
    visitor = await on_paper(site, browser, "/urgent-help/?country=GB")

    assert await visitor.page.get_by_role("link", name="999").is_visible()
    assert await visitor.page.get_by_text("Not yet checked by us.").first.is_visible()
    assert not await visitor.page.get_by_label("Country").is_visible()
    await visitor.leave()


@pytest.mark.parametrize(("path", "name"), [(ARTICLE, "Print"), ("/urgent-help/?country=GB", "Print this page")])
async def test_the_button_asks_the_browser_to_print(site, browser, path, name):
    visitor = await Visitor.arrive(site, browser)
    await visitor.context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    await visitor.page.goto(path, wait_until="networkidle")

    await visitor.page.get_by_role("button", name=name, exact=True).click()

    assert await visitor.page.evaluate("printed") == 1
    await visitor.leave()


async def test_without_a_script_there_is_no_print_button(site, browser):
    visitor = await Visitor.arrive(site, browser, java_script_enabled=False)
    await visitor.page.goto("/urgent-help/")

    assert await visitor.page.get_by_role("button", name="Print").count() == 0
    await visitor.leave()
