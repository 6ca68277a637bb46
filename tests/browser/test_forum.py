"""Threads come alive: quote a selection, call somebody by name, see what came in; and all of it without a script."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import DEMO_PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
SELECT = """(post) => {
  const text = post.querySelector('.post__body p').firstChild;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, 12);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


BEGIN = (
    "from django.utils import timezone as t; from community.accounts.models import User; "
    "from community.forum.actions import start_thread; from community.forum.models import Board; "
    "print(start_thread(board=Board.objects.get(slug='new-here'), author=User.objects.get(username='{author}'), "
    "title='{title}', body='{body}', now=t.now()).get_absolute_url())"
)


def begin(site, *, author="SlowTrain", title="Where the path turns", body="Tea for three, then a rest."):
    """The address of a thread that no other test writes in."""
    return site.shell(BEGIN.format(author=author, title=title, body=body))


async def enter(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.page.goto("/accounts/login/")
    await visitor.page.locator("[name=login]").fill(name)
    await visitor.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await visitor.page.locator("main form button[type=submit]").first.click()
    await visitor.page.wait_for_url("**/")
    return visitor


async def reader_of_thread(site, browser, name, **options):
    """Before a thread of somebody else's that anyone in the demo community can read."""
    visitor = await enter(site, browser, name, **options)
    await visitor.page.goto(begin(site))
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
    writer = await enter(site, browser, "QuietTuesday")
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


TAKE_BACK = (
    "from django.utils import timezone as t; from community.forum.actions import remove_post; "
    "from community.forum.models import Post; post = Post.objects.filter(body__startswith='Saxifrage').latest('pk'); "
    "remove_post(post, author=post.author, now=t.now())"
)


async def test_what_is_taken_back_goes_from_an_open_page_within_a_minute(site, browser):
    """Title, address and words; whoever has the keyboard in the post keeps it."""
    address = begin(site, author="QuietTuesday", title="Plumbago and quillwort", body="Saxifrage and hyssop.")
    reader = await Visitor.arrive(site, browser)
    await reader.page.clock.install()
    await reader.come_as("Kestrel")
    await reader.go(address)
    await reader.reads("Saxifrage and hyssop.")
    await reader.page.locator("#posts article a", has_text="More").first.focus()

    site.shell(TAKE_BACK)
    async with reader.page.expect_response("**/now/sight/**"):
        await reader.page.clock.run_for(61_000)

    await reader.reads("Removed by its author")
    assert "axifrage" not in await reader.page.locator("main").inner_text()
    shown = await reader.page.locator("main").inner_text() + await reader.page.title() + reader.page.url
    assert "lumbago" not in shown
    await expect(reader.page.locator("#posts article").first).to_be_focused()
    await reader.look()
    await reader.leave()


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
