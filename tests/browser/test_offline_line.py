"""Copies and a site that changes, stalls, or says something that must not be kept."""

import pytest
import pytest_asyncio

from community.pages.copies import source_of
from tests.browser.test_offline import ARTICLE, HELP, NOTHING_LEFT, OTHER, keep, press, until
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
NEW_BUILD = {r'"version": "\w+"': '"version": "newer"'}
NEW_NUMBER = {r"\b112\b": "11299"}
COPY = f"async () => (await (await caches.match('{HELP}'))?.text())?.includes('tel:11299')"
REWORDED = f"async () => (await (await caches.match('{ARTICLE}')).text()).includes('Written anew')"


@pytest_asyncio.fixture(loop_scope="session")
async def reader(between, browser):
    visitor = await Visitor.arrive(between, browser)
    yield visitor
    await visitor.context.close()


async def test_a_new_build_of_the_site_replaces_every_copy_without_the_page_being_opened(between, reader):
    await keep(reader)
    between.words = NEW_BUILD | NEW_NUMBER | {"Information, not advice": "Written anew"}

    await reader.page.goto("/about/")
    await until(reader, COPY)
    await until(reader, REWORDED)

    between.is_lost = True
    await reader.page.goto(HELP)
    assert await reader.page.locator(".helplines__emergency").inner_text() == "11299"


async def test_who_has_a_network_sees_the_page_itself_and_the_copy_follows(between, reader):
    await reader.page.goto(HELP)
    await reader.reads("Kept on this device, for when there is no network.")
    between.words = NEW_NUMBER

    await reader.page.goto(HELP)
    assert await reader.page.locator(".helplines__emergency").inner_text() == "11299"
    await until(reader, COPY)


async def test_a_copy_a_day_old_is_made_anew_by_any_page(between, reader):
    await reader.page.goto(HELP)
    await reader.reads("Kept on this device, for when there is no network.")
    await reader.page.evaluate("""async () => {
      const pages = await caches.open("kept-pages-1");
      const { headers } = await pages.match("/urgent-help/");
      const older = new Headers(headers);
      older.set("Date", new Date(Date.now() - 25 * 3600 * 1000).toUTCString());
      await pages.put("/urgent-help/", new Response("Old", { headers: older }));
    }""")
    between.words = NEW_NUMBER
    await end_worker(reader)

    await reader.page.goto("/about/")
    await until(reader, COPY)


async def end_worker(reader):
    """As browsers do after half a minute without work."""
    session = await reader.context.new_cdp_session(reader.page)
    await session.send("ServiceWorker.enable")
    await session.send("ServiceWorker.stopAllWorkers")


async def test_a_line_that_stalls_shows_the_copy(between, reader):
    await keep(reader)
    between.come_back.clear()
    await reader.page.goto(ARTICLE)
    assert "This is a copy kept on" in await reader.text()


async def test_a_proxy_whose_site_is_away_shows_the_copy_and_its_own_page_otherwise(between, reader):
    await keep(reader)
    between.status = 502
    assert (await reader.page.goto(ARTICLE)).status == 200
    assert "This is a copy kept on" in await reader.text()
    assert (await reader.page.goto(OTHER)).status == 502


@pytest.mark.parametrize(
    "spoilt", [{"Cache-Control": "private"}, {"Cache-Control": "no-store"}, {"X-Copy": None}, 302, 503], ids=str
)
async def test_what_is_not_for_everybody_is_never_kept(between, reader, spoilt):
    await reader.page.goto(ARTICLE)
    if isinstance(spoilt, int):
        between.status, between.headers = spoilt, {"Location": "/accounts/login/"}
    else:
        between.headers = spoilt
    await press(reader, "Keep on this device")
    await reader.reads("It could not be kept")
    assert await reader.page.evaluate("caches.match(location.pathname).then(Boolean)") is False


async def test_an_operator_takes_all_copies_back(between, reader):
    await keep(reader)
    between.worker = source_of("gone.js")
    await reader.page.goto("/about/")
    await until(reader, NOTHING_LEFT)
