"""Every page in Spanish, whose words are a fifth longer: nothing is cut, too small or wider than a phone."""

import pytest

from tests.browser.pages import MEMBER, SMALL_TARGETS, VISITOR
from tests.browser.test_pages import thread_of
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
NAME = "GreyHeron"  # a moderator: sees the most
WIDTHS = [320, 1280]

# What has words that its box does not hold, or stands outside of the page. A box that scrolls by itself may hold more.
CUT = """() => {
  const seen = document.documentElement.clientWidth;
  const scrolls = (e) => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  return [...document.querySelectorAll('a, button, summary, label, legend, h1, h2, h3, th, td, p, li, dt, dd, select')]
    .filter((e) => e.checkVisibility() && !e.closest('.visually-hidden, .skip-link'))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && !scrolls(e)
      && (e.clientWidth && e.scrollWidth > e.clientWidth + 1 || box.left < -1 || box.right > seen + 1))
    .map(([e, box]) => `${e.outerHTML.slice(0, 120)}: ${e.scrollWidth} in ${e.clientWidth} to ${box.right}`);
}"""


async def wrong_with(visitor, paths):
    """`go` has axe look at each, and finds one that can be moved sideways."""
    wrong = {}
    for path in paths:
        await visitor.go(path)
        language = await visitor.page.evaluate("document.documentElement.lang")
        found = await visitor.page.evaluate(CUT) + await visitor.page.evaluate(SMALL_TARGETS)
        if found or language != "es":
            wrong[path] = [language, *found]
    return wrong


async def choose(visitor, name):
    await visitor.take_time()
    await visitor.page.get_by_role("contentinfo").get_by_role("button", name=name).click()
    await visitor.page.wait_for_load_state()


@pytest.mark.parametrize("width", WIDTHS)
async def test_pages_of_a_visitor_hold_the_longer_words(site, browser, width):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800}, locale="es-MX")
    paths = [*VISITOR, await thread_of(visitor)]

    assert await wrong_with(visitor, paths) == {}
    await visitor.leave()


@pytest.mark.parametrize("width", WIDTHS)
async def test_pages_of_a_member_hold_the_longer_words(site, browser, width):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await visitor.come_as(NAME)
    await visitor.page.goto("/about/")
    await choose(visitor, "Español")
    try:
        assert await wrong_with(visitor, [*MEMBER, await thread_of(visitor)]) == {}
    finally:
        await visitor.page.goto("/about/")
        await choose(visitor, "English")  # other tests share this member
    await visitor.leave()


async def test_a_visitor_without_javascript_chooses_below_the_page(site, browser):
    visitor = await Visitor.arrive(site, browser, java_script_enabled=False)
    await visitor.page.goto("/urgent-help/?country=GB")
    await choose(visitor, "Español")

    await visitor.reads("Esta traducción se hizo con ayuda de una máquina y nadie la ha revisado todavía.")
    assert visitor.page.url.endswith("/urgent-help/?country=GB")
    await choose(visitor, "English")
    await visitor.reads("Urgent help")
    await visitor.leave()


@pytest.mark.parametrize(
    ("markup", "is_found"),
    [
        ("<button class='a'>Publicar la conversación</button>", True),
        ("<p class='b'>Publicar la conversación</p>", True),
        ("<div class='c'><p class='b'>Publicar la conversación</p></div>", False),
        ("<button>Publicar la conversación</button>", False),
    ],
)
async def test_cut_words_are_found(browser, markup, is_found):
    style = ".a { width: 5rem; white-space: nowrap; overflow: hidden } .b { width: 150vw } .c { overflow-x: auto }"
    page = await browser.new_page()
    await page.set_content(f"<style>{style}</style>{markup}")

    assert bool(await page.evaluate(CUT)) is is_found
    await page.close()
