"""Every page in every theme and width: axe, targets, no sideways scrolling; the weight of a first visit."""

import base64

import pytest

from tests.browser.pages import BRIGHT_SHARE, SEEN_AS, SMALL_TARGETS, THEMES, VISITOR
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
DEMO_PASSWORD = "demo-community"
LONGEST_ARTICLE = "/resources/treatments/choices-at-a-glance/"
NARROW = [("light", 320, 100), ("dark", 768, 100), ("dim", 320, 200)]
LOOKS = [(theme, 1280, 100) for theme in THEMES] + NARROW
# A member has five times the pages. Colours of every theme are reckoned in tests/test_contrast.py as well.
SEEN_BY = [("", look) for look in LOOKS]
SEEN_BY += [(name, look) for name in ("GreyHeron", "InkAndPaper") for look in [("contrast", 1280, 100), *NARROW]]


async def arrive(site, browser, *, theme="light", width=1280, size=100, name="", **options):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800}, **options)
    if name:
        await visitor.sign_in(name, DEMO_PASSWORD)
    await visitor.context.add_cookies([{"name": "display", "value": f"{theme}-{size}", "url": site.address}])
    return visitor


async def thread_of(visitor):
    await visitor.page.goto("/boards/new-here/")
    return await visitor.page.locator(".list-rows__title a").first.get_attribute("href")


async def article_of(visitor):
    await visitor.page.goto("/resources/")
    link = visitor.page.locator("main a[href^='/resources/']").filter(has_text="What is hemifacial")
    return await link.get_attribute("href")


@pytest.mark.parametrize(("name", "look"), SEEN_BY, ids=str)
async def test_every_page_is_fit_to_use(site, browser, name, look):
    theme, width, size = look
    visitor = await arrive(site, browser, theme=theme, width=width, size=size, name=name)
    paths = [*SEEN_AS[name], await thread_of(visitor), await article_of(visitor)]
    small = {}

    for path in paths:
        await visitor.go(path)
        if found := await visitor.page.evaluate(SMALL_TARGETS):
            small[path] = found

    assert small == {}
    await visitor.leave()


@pytest.mark.parametrize("theme", ["dim", "dark", "contrast"])
async def test_no_theme_but_light_paints_large_bright_areas(site, browser, theme):
    visitor = await arrive(site, browser, theme=theme)
    measuring = await (await browser.new_context()).new_page()
    shares = {}

    for path in VISITOR:
        await visitor.page.goto(path)
        picture = base64.b64encode(await visitor.page.screenshot()).decode()
        shares[path] = await measuring.evaluate(BRIGHT_SHARE, picture)

    assert {path: share for path, share in shares.items() if share > 0.15} == {}
    await visitor.leave()


async def weights_of(visitor, path):
    """Bytes on the wire of each answer of a first visit."""
    session = await visitor.context.new_cdp_session(visitor.page)
    weights = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    await session.send("Network.enable")
    await session.send("Network.clearBrowserCache")

    await visitor.page.goto(path, wait_until="networkidle")
    return weights


@pytest.mark.parametrize("kind", ["home", "board", "thread", "article", "room"])
async def test_a_first_visit_is_light(site, browser, kind):
    visitor = await arrive(site, browser, name="Kestrel")
    known = {"home": "/", "board": "/boards/injections/", "room": "/rooms/lobby/"}
    path = known.get(kind) or await (thread_of if kind == "thread" else article_of)(visitor)

    weights = await weights_of(visitor, path)

    assert len(weights) <= 12
    assert sum(weights) <= 120_000
    await visitor.leave()


@pytest.mark.parametrize("name", ["", "Kestrel"])
async def test_a_first_visit_to_the_longest_article_takes_60_kb_at_most(site, browser, name):
    visitor = await arrive(site, browser, name=name)

    weights = await weights_of(visitor, LONGEST_ARTICLE)

    assert len(weights) <= 12
    assert sum(weights) <= 60_000  # no font is sent at all
    await visitor.leave()
