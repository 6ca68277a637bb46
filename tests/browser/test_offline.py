"""Pages kept on the device: read without a network, nobody's pages, gone when somebody says so."""

import pytest
from playwright.async_api import Error

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
ARTICLE = "/resources/treatments/botulinum-toxin-side-effects/"
OTHER = "/resources/treatments/choices-at-a-glance/"
HELP, GB, LIST = "/urgent-help/", "/urgent-help/?country=GB", "/on-this-device/"
MEMBER = "Kestrel"
NOTHING_LEFT = "async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length"
KEPT_TEXTS = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const { pathname, search } = new URL(request.url);
      found[pathname + search] = await (await store.match(request)).text();
    }
  }
  return found;
}"""


async def press(visitor, name):
    await visitor.click(visitor.page.get_by_role("button", name=name).first)


async def until(visitor, script):
    """Playwright's own waiting takes the promise of an asynchronous question for a yes."""
    for _ in range(100):
        if await visitor.page.evaluate(script):
            return
        await visitor.page.wait_for_timeout(200)
    raise AssertionError(f"Never true: {script}")


async def keep(visitor, path=ARTICLE):
    await visitor.page.goto(path)
    await press(visitor, "Keep on this device")
    await visitor.reads("Kept on this device, for when there is no network.")


async def pages_of(visitor):
    kept = await visitor.page.evaluate(KEPT_TEXTS)
    return sorted(path for path in kept if not path.startswith("/static/") and path != "/sw.js")


async def lose_the_network(visitor):
    """What a lost network says in the console is no fault of the page."""
    visitor.site.is_lost = True
    visitor.page.remove_listener("console", visitor.note)


async def heading(visitor):
    return await visitor.page.locator("h1").inner_text()


async def test_an_article_that_was_kept_is_read_without_a_network(between, browser):
    visitor = await Visitor.arrive(between, browser, viewport={"width": 320, "height": 640})
    await keep(visitor)
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []
    title = await heading(visitor)
    assert "This is a copy" not in await visitor.text()

    await lose_the_network(visitor)
    await visitor.page.goto(ARTICLE)
    assert await heading(visitor) == title
    assert "This is a copy kept on" in await visitor.text()
    assert "Telephone numbers may have changed since." in await visitor.text()
    assert await visitor.page.locator("form").count() == 0
    await visitor.page.get_by_role("button", name="Print").wait_for()  # scripts of the page work
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []

    await visitor.page.get_by_role("link", name="Urgent help").first.click()
    assert "112" in await visitor.text()
    assert "Emergency numbers of other countries" in await visitor.text()
    await visitor.look()
    await visitor.leave()


async def test_nothing_of_a_member_is_in_any_copy(between, browser):
    member = await Visitor.arrive(between, browser)
    await member.sign_in(MEMBER)
    await keep(member)
    await keep(member, OTHER)
    await member.page.goto(HELP)
    for path in ("/", "/settings/", "/reminders/", f"/members/{MEMBER}/", "/groups/hemifacial-spasm/", LIST):
        await member.page.goto(path)

    kept = await member.page.evaluate(KEPT_TEXTS)
    pages = {path: text for path, text in kept.items() if not path.startswith("/static/") and path != "/sw.js"}
    assert sorted(pages) == sorted([ARTICLE, OTHER, HELP, LIST])
    assert [path for path, text in kept.items() if MEMBER in text] == []
    assert [path for path, text in pages.items() if "csrf" in text or "Sign out" in text] == []
    assert [path for path in kept if not path.startswith(("/static/css/", "/static/js/", "/static/img/"))] == [
        *(path for path in kept if path in pages or path == "/sw.js")
    ]

    await lose_the_network(member)
    for path in ("/", "/settings/", "/groups/hemifacial-spasm/", "/resources/questions/"):
        tab = await member.context.new_page()
        with pytest.raises(Error, match="ERR_EMPTY_RESPONSE"):
            await tab.goto(path)
        await tab.close()
    await member.page.goto(OTHER)
    assert MEMBER not in await member.page.content()
    await member.leave()


async def test_a_page_that_is_not_kept_leads_to_those_that_are(between, browser):
    visitor = await Visitor.arrive(between, browser, viewport={"width": 320, "height": 640}, color_scheme="dark")
    await keep(visitor)
    await visitor.page.goto("/about/")
    await lose_the_network(visitor)

    for path in (OTHER, "/resources/", "/resources/treatments/"):
        await visitor.page.goto(path)
        assert "The site cannot be reached just now." in await visitor.text()
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []
    await visitor.page.get_by_role("main").get_by_role("link", name="Side effects").click()
    assert "This is a copy kept on" in await visitor.text()

    await visitor.page.goto(LIST)
    assert "The site cannot be reached" not in await visitor.text()
    await visitor.leave()


async def test_what_is_kept_is_listed_and_goes_when_somebody_says_so(between, browser):
    visitor = await Visitor.arrive(between, browser)
    await visitor.page.goto(LIST)
    await visitor.reads("Nothing is kept.")
    await keep(visitor)
    await keep(visitor, OTHER)
    await visitor.page.goto("/")
    await visitor.reads("Pages are kept on this device.")
    await visitor.page.get_by_role("link", name="What is kept here").click()
    rows = visitor.page.locator(".kept-row")
    await rows.nth(2).wait_for()
    await visitor.look()

    await rows.filter(has_text="side effects").get_by_role("button").click()
    await visitor.reads("Removed from this device.")
    assert await pages_of(visitor) == sorted([OTHER, HELP, LIST])
    await press(visitor, "Remove all from this device")
    await until(visitor, NOTHING_LEFT)

    await visitor.page.goto(HELP)  # whoever took it away is not given it again unasked
    await visitor.page.get_by_role("button", name="Keep on this device").wait_for()
    await visitor.page.goto(HELP, wait_until="networkidle")
    assert await visitor.page.evaluate("caches.keys()") == []
    await visitor.leave()


async def test_the_button_takes_a_page_away_again_without_a_network_too(between, browser):
    visitor = await Visitor.arrive(between, browser)
    await keep(visitor)
    await lose_the_network(visitor)
    await visitor.page.goto(ARTICLE)

    await press(visitor, "Remove from this device")
    await visitor.reads("Removed from this device.")
    assert await pages_of(visitor) == sorted([HELP, LIST])
    await press(visitor, "Keep on this device")
    await visitor.reads("It could not be kept")
    assert await pages_of(visitor) == sorted([HELP, LIST])
    await visitor.leave()


async def test_urgent_help_is_kept_by_opening_it_with_the_country_that_was_chosen(between, browser):
    visitor = await Visitor.arrive(between, browser)
    await visitor.page.goto(HELP)
    await visitor.reads("Kept on this device, for when there is no network.")
    await visitor.page.get_by_label("Country", exact=True).select_option("GB")
    await visitor.press("Show numbers")
    await until(visitor, f"async () => Boolean(await caches.match('{GB}'))")

    await lose_the_network(visitor)
    await visitor.page.goto("/on-this-device/")
    await visitor.page.goto(HELP)
    assert "999" in await visitor.text()
    assert await visitor.page.title() == "Urgent help: United Kingdom · Steadfold"
    await visitor.page.goto("/urgent-help/?country=FR")
    assert "112 works in many countries." in await visitor.text()
    assert "United Kingdom" in await visitor.text()
    await visitor.leave()


async def test_a_member_whose_country_is_guessed_leaves_no_guess(between, browser):
    member = await Visitor.arrive(between, browser)
    await member.sign_in(MEMBER)
    await member.page.goto(HELP)
    await member.reads("Kept on this device, for when there is no network.")

    assert await pages_of(member) == sorted([HELP, LIST])
    assert "guess" not in (await member.page.evaluate(KEPT_TEXTS))[HELP]
    await member.leave()


async def test_signing_out_offers_to_remove_what_is_kept(between, browser):
    member = await Visitor.arrive(between, browser)
    await member.sign_in(MEMBER)
    await keep(member)
    await member.page.goto("/accounts/logout/")
    await member.reads("Pages are kept on this device.")
    await member.look()
    await press(member, "Remove all from this device")
    await member.reads("Everything was removed from this device.")
    assert await member.page.evaluate("caches.keys()") == []
    await member.leave()


async def test_a_copy_is_kept_in_the_language_and_the_look_in_which_it_was_read(between, browser):
    visitor = await Visitor.arrive(between, browser, locale="he")
    await visitor.context.add_cookies([{"name": "display", "value": "dark-150", "url": between.address}])
    await keep(visitor)
    await lose_the_network(visitor)
    await visitor.page.goto(ARTICLE)

    root = visitor.page.locator("html")
    shown = [await root.get_attribute(name) for name in ("lang", "dir", "data-theme", "data-text-size")]
    assert shown == ["he", "rtl", "dark", "150"]
    assert "בקצרה" in await visitor.text()
    await visitor.leave()


async def test_without_javascript_there_are_no_buttons_and_the_pages_are_whole(between, browser):
    plain = await Visitor.arrive(between, browser, java_script_enabled=False)
    for path in (ARTICLE, HELP, LIST):
        assert (await plain.page.goto(path)).status == 200
        assert await plain.page.get_by_role("button", name="Keep on this device").count() == 0
    assert "JavaScript is switched off" in await plain.text()
    await plain.leave()


async def test_a_browser_without_workers_gets_no_buttons(between, browser):
    visitor = await Visitor.arrive(between, browser)
    await visitor.context.add_init_script("delete Navigator.prototype.serviceWorker")
    await visitor.page.goto(ARTICLE, wait_until="networkidle")
    assert not await visitor.page.get_by_role("button", name="Keep on this device").is_visible()
    await visitor.go(LIST)
    assert "This browser keeps no pages" in await visitor.text()
    await visitor.leave()
