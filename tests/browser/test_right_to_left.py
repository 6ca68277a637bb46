"""Pages in a language that is written from right to left: fit to use, and the other way round."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.test_pages import article_of, thread_of
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
NAME = "Kestrel"
WIDTHS = [320, 1280]

# Where the line of the page's name begins, as a share of the width: 1 is the right edge.
START = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('h1'));
  return range.getClientRects()[0].right / document.documentElement.clientWidth;
}"""

# Numbers whose first group stands before the second, as one dials them. The words around them run the other way.
NUMBERS = """() => [...document.querySelectorAll('a[href="tel:116123"]')].map((link) => {
  const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, at = text.data.indexOf('116 123');
    if (at < 0) continue;
    const left = (from) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, from + 3);
      return range.getBoundingClientRect().left;
    };
    return left(at) < left(at + 4) ? '116 123' : '123 116';
  }
})"""


async def arrive(site, browser, width):
    return await Visitor.arrive(site, browser, viewport={"width": width, "height": 800}, locale="he")


async def wrong_with(visitor, paths):
    """Every page is looked at by axe; told is what runs the wrong way or is too small to touch."""
    wrong = {}
    for path in paths:
        await visitor.go(path)
        way = await visitor.page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]")
        small = await visitor.page.evaluate(SMALL_TARGETS)
        if way != ["he", "rtl"] or small:
            wrong[path] = (way, small)
    return wrong


@pytest.mark.parametrize("width", WIDTHS)
async def test_pages_of_a_visitor_run_from_right_to_left(site, browser, width):
    visitor = await arrive(site, browser, width)
    found = [await thread_of(visitor), await article_of(visitor)]
    paths = ["/", "/groups/", "/boards/new-here/", "/resources/", "/urgent-help/", "/urgent-help/?country=GB"]
    compared = "/resources/treatments/choices-at-a-glance/"

    assert await wrong_with(visitor, [*paths, *found, compared, "/accounts/login/", "/about/styleguide/"]) == {}
    assert await visitor.page.evaluate(START) > 0.5
    await visitor.go("/urgent-help/?country=GB")
    await visitor.reads("עזרה דחופה")
    assert await visitor.page.evaluate(NUMBERS) == ["116 123"]
    await visitor.leave()


@pytest.mark.parametrize("width", WIDTHS)
async def test_pages_of_a_member_who_chose_it_run_from_right_to_left(site, browser, width):
    visitor = await arrive(site, browser, width)
    await visitor.come_as(NAME)
    paths = ["/", "/boards/injections/", "/boards/injections/new/", "/rooms/", "/rooms/lobby/", "/rooms/lobby/me/"]
    settings = ["/settings/", "/settings/notifications/", "/settings/calendar/"]

    await choose(visitor, "he")
    more = [await thread_of(visitor), "/messages/", "/reminders/", "/reminders/new/", "/notifications/"]
    try:
        assert await wrong_with(visitor, [*paths, *settings, *more]) == {}
    finally:
        await choose(visitor, "en-gb")  # other tests share this member
    await visitor.leave()


async def choose(visitor, language):
    """As a member does."""
    await visitor.page.goto("/settings/")
    await visitor.page.locator("select[name=language]").select_option(language)
    await visitor.take_time()
    await visitor.page.locator("form:has(select[name=language]) button[type=submit]").first.click()
    await visitor.page.locator(f"html[lang={language}]").wait_for()
