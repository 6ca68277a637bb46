"""Threads come alive: quote a selection, call somebody by name, see what came in; and all of it without a script."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEMO_PASSWORD = "demo-community"
SELECT = """(post) => {
  const text = post.querySelector('.post__body p').firstChild;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, 12);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


async def reader_of_thread(site, browser, name, **options):
    """Before a thread of a board that anyone in the demo community can read."""
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.page.goto("/accounts/login/")
    await visitor.page.locator("[name=login]").fill(name)
    await visitor.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await visitor.page.locator("main form button[type=submit]").first.click()
    await visitor.page.wait_for_url("**/")
    await visitor.page.goto("/boards/new-here/")
    address = await visitor.page.locator(".list-rows__title a").first.get_attribute("href")
    await visitor.page.goto(address.partition("?")[0])
    return visitor


async def test_a_selection_is_quoted_into_what_is_typed_already(site, browser):
    reader = await reader_of_thread(site, browser, "Kestrel")
    box = reader.page.locator("#reply textarea")
    await box.fill("Typed before.")
    post = reader.page.locator(".post:has(.post__body p)").first
    words = await post.evaluate(SELECT)

    await post.get_by_role("link", name="Quote").click()
    await expect(box).to_be_focused()

    text = await box.input_value()
    assert f"> {words}\n" in text
    assert "Typed before." in text
    assert "](/posts/" in text
    await reader.look()
    await reader.leave()


async def test_names_are_offered_and_taken_by_keyboard(site, browser):
    reader = await reader_of_thread(site, browser, "Kestrel")
    box = reader.page.locator("#reply textarea")
    await box.press_sequentially("Thank you @quiet")
    await reader.page.get_by_role("option", name="QuietTuesday").wait_for()
    await reader.look()

    await box.press("ArrowDown")
    await box.press("Enter")

    assert (await box.input_value()).startswith("Thank you @QuietTuesday")
    await reader.leave()


async def test_new_replies_wait_below_until_they_are_wanted(site, browser):
    reader = await reader_of_thread(site, browser, "Kestrel", viewport={"width": 320, "height": 700})
    writer = await reader_of_thread(site, browser, "QuietTuesday")
    await writer.page.goto(reader.page.url)
    posts = await reader.page.locator("#posts > article").count()
    before = await reader.page.evaluate("window.scrollY")

    await writer.page.locator("#reply textarea").fill("A reply that comes in meanwhile.")
    await writer.page.get_by_role("button", name="Post reply").click()
    await reader.reads("1 new reply")
    assert await reader.page.evaluate("window.scrollY") == before
    assert await reader.page.locator("#posts > article").count() == posts
    await reader.look()
    await reader.page.get_by_role("button", name="Show", exact=True).click()
    await reader.reads("A reply that comes in meanwhile.")

    assert await reader.page.locator("#posts > article").count() == posts + 1
    assert await reader.page.get_by_text("1 new reply").count() == 0
    for person in (reader, writer):
        await person.leave()


async def test_without_a_script_one_quotes_reacts_and_keeps(site, browser):
    reader = await reader_of_thread(site, browser, "QuietTuesday", java_script_enabled=False)
    page = reader.page
    thread = page.url

    await page.locator(".post a", has_text="Quote").first.click()
    assert "](/posts/" in await page.locator("#reply textarea").input_value()
    await page.locator("#reply textarea").fill("Written without a script.")
    await page.get_by_role("button", name="More for this post").click()
    assert await page.locator("[name=body]").input_value() == "Written without a script."
    await page.get_by_role("button", name="Post reply").click()
    assert "Written without a script." in await reader.text()

    await page.goto(thread)
    await page.locator(".post:not(:has-text('QuietTuesday')) a", has_text="More").first.click()
    await page.get_by_role("button", name="A hug").click()
    assert await page.get_by_role("button", name="A hug").get_attribute("aria-pressed") == "true"
    await page.locator("[name=note]").fill("Look again")
    await page.get_by_role("button", name="Add bookmark").click()
    await page.goto("/bookmarks/")
    assert "Look again" in await reader.text()
    await reader.leave()
