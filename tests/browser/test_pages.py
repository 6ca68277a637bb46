"""Every page in every theme and width: axe, targets, no sideways scrolling; the weight of a first visit."""

import base64

import pytest

from tests.browser.pages import BRIGHT_SHARE, SEEN_AS, SMALL_TARGETS, THEMES, VISITOR
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
LONGEST_ARTICLE = "/resources/treatments/choices-at-a-glance/"
NARROW = [("light", 320, 100), ("dark", 768, 100), ("dim", 320, 200)]
LOOKS = [(theme, 1280, 100) for theme in THEMES] + NARROW
# A member has five times the pages. Colours of every theme are reckoned in tests/test_contrast.py as well.
FEWER = [("contrast", 1280, 100), *NARROW]
SEEN_BY = {"": LOOKS, "GreyHeron": FEWER, "InkAndPaper": FEWER, "Harbour": FEWER}
OPERATOR = """
from tests.factories import make_user
make_user("Harbour", is_superuser=True)
"""
FULL_ROOM = """
from community.accounts.models import User
from community.chat.models import Room
from community.chat.views.parts import PER_PAGE
from tests.chat.factories import make_message
room, author = Room.objects.get(slug="low-light-room"), User.objects.get(username="GreyHeron")
for number in range(PER_PAGE):
    make_message(room, author, body=f"Lamp off, screen dim, for the {number}th evening. Much better.")
"""


async def arrive(site, browser, *, theme="light", width=1280, size=100, name="", **options):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800}, **options)
    if name:
        await visitor.come_as(name)
    await visitor.context.add_cookies([{"name": "display", "value": f"{theme}-{size}", "url": site.address}])
    return visitor


async def thread_of(visitor):
    await visitor.page.goto("/boards/new-here/")
    return await visitor.page.locator(".list-rows__title a").first.get_attribute("href")


async def article_of(visitor):
    await visitor.page.goto("/resources/")
    link = visitor.page.locator("main a[href^='/resources/']").filter(has_text="What is hemifacial")
    return await link.get_attribute("href")


async def wrong_with(visitor, path, looks):
    """Each page is loaded once and looked at in every look, which spares the site three quarters of the work."""
    await visitor.page.goto(path)
    assert "/reauthenticate/" not in visitor.page.url, path  # another page than the one to look at
    found = []
    for look in looks:
        await visitor.wear(*look)
        await visitor.look()
        found += [(path, look, small) for small in await visitor.page.evaluate(SMALL_TARGETS)]
    return found


@pytest.mark.parametrize("name", SEEN_BY)
async def test_every_page_is_fit_to_use(site, browser, name):
    if name == "Harbour":
        site.shell(OPERATOR)  # the demo has nobody who runs it
    visitor = await arrive(site, browser, name=name)
    if name == "Harbour":
        assert (await visitor.page.goto(SEEN_AS[name][0])).status == 200
    paths = [*SEEN_AS[name], await thread_of(visitor), await article_of(visitor)]

    found = [small for path in paths for small in await wrong_with(visitor, path, SEEN_BY[name])]

    assert found == []
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
    await visitor.page.goto("about:blank")  # what the page before still fetches is not of this visit
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    await session.send("Network.enable")
    await session.send("Network.clearBrowserCache")

    await visitor.page.goto(path, wait_until="networkidle")
    return weights


@pytest.mark.parametrize("kind", ["home", "board", "thread", "article", "room"])
async def test_a_first_visit_is_light(site, browser, kind):
    visitor = await arrive(site, browser, name="Kestrel")
    known = {"home": "/", "board": "/boards/injections/", "room": "/rooms/low-light-room/"}
    if kind == "room":
        site.shell(FULL_ROOM)
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
