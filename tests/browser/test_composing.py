"""The composer of a room for hands that shake: second thoughts, second tries, phrases, a count that refuses nothing."""

import pytest

from tests.browser.calm import ROOM, arrive, choose, in_room, message, press_send
from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import DEMO_PASSWORD, Visitor
from tests.browser.writer import carries

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]


async def test_second_thoughts_take_a_message_back_before_anybody_sees_it(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await choose(quiet, guards_sending=True)
    await in_room(kestrel)
    await in_room(quiet)
    field = quiet.page.get_by_label("Your message")

    await press_send(quiet, "Otter words.")
    await quiet.page.get_by_text("Not sent yet.").wait_for()
    await field.fill("Typed since.")
    await quiet.page.get_by_role("button", name="Take it back").click()
    await quiet.page.get_by_text("Not sent yet.").wait_for(state="detached")
    assert await field.input_value() == "Otter words.\n\nTyped since."

    await press_send(quiet, "Badger words.")
    await quiet.page.get_by_text("Not sent yet.").wait_for()
    assert await message(quiet, "Badger words.").count() == 0
    await message(kestrel, "Badger words.").wait_for(timeout=30_000)
    await message(quiet, "Badger words.").wait_for()
    await quiet.page.get_by_text("Not sent yet.").wait_for(state="detached")
    assert await message(kestrel, "Otter words.").count() == 0

    await press_send(quiet, "Marmot words.")  # looked at last: it goes out after ten seconds, and axe takes its time
    await quiet.page.get_by_text("Not sent yet.").wait_for()
    await quiet.look()
    assert await quiet.page.evaluate(SMALL_TARGETS) == []
    await kestrel.leave()
    await quiet.leave()


async def test_second_thoughts_need_no_script(site, browser):
    visitor = await Visitor.arrive(site, browser, java_script_enabled=False)
    page = visitor.page
    await page.goto("/accounts/login/")
    await page.locator("[name=login]").fill("QuietTuesday")
    await page.locator("[name=password]").fill(DEMO_PASSWORD)
    await page.locator("main form button[type=submit]").first.click()
    await choose(visitor, guards_sending=True)

    await page.goto(ROOM)
    await page.get_by_label("Your message").fill("Heron words.")
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.get_by_text("Not sent yet.").wait_for()
    await page.get_by_role("button", name="Take it back").click()
    await page.get_by_text("Your text is in the field again.").wait_for()
    assert await page.get_by_label("Your message").input_value() == "Heron words."

    await page.get_by_role("button", name="Send", exact=True).click()
    await page.get_by_role("button", name="Send it now").click()
    await message(visitor, "Heron words.").wait_for()
    await visitor.leave()


async def test_a_phrase_goes_into_the_field_by_keyboard_and_is_not_sent(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await choose(kestrel, phrases="The kettle is on.")
    await in_room(kestrel)
    field = kestrel.page.get_by_label("Your message")
    await field.fill("Good evening.")
    said = await kestrel.page.locator(".message").count()

    await kestrel.page.locator("[data-room-phrases] summary").press("Enter")
    await kestrel.page.get_by_role("button", name="The kettle is on.").press("Enter")
    assert await field.input_value() == "Good evening. The kettle is on."
    assert await field.evaluate("(field) => document.activeElement === field")
    await kestrel.page.get_by_role("button", name="I know this too.").press("Space")
    await field.press("Enter")

    assert await field.input_value() == "Good evening. The kettle is on. I know this too.\n"
    assert await kestrel.page.locator(".message").count() == said
    await kestrel.look()
    assert await kestrel.page.evaluate(SMALL_TARGETS) == []
    await kestrel.leave()


async def test_characters_are_counted_from_three_quarters_on_and_none_is_refused(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await in_room(kestrel)
    field, line = kestrel.page.get_by_label("Your message"), kestrel.page.locator("[data-soft-counter]")

    await field.fill("a" * 2999)
    await kestrel.page.wait_for_timeout(1_500)
    assert await line.inner_text() == ""
    await field.fill("a" * 3000)
    await line.filter(has_text="1,000 characters are left.").wait_for()
    await field.fill("a" * 4003)
    await line.filter(has_text="3 characters too many.").wait_for()
    assert len(await field.input_value()) == 4003
    await field.fill("")
    await line.filter(has_text="characters").wait_for(state="detached")
    await kestrel.leave()


async def test_what_could_not_be_sent_stays_with_a_second_try_and_over_a_reload(site, browser):
    quiet = await arrive(site, browser, "QuietTuesday")
    await in_room(quiet)
    field, words = quiet.page.get_by_label("Your message"), "Said into a tunnel."
    await quiet.page.route("**/rooms/lobby/messages/", lambda route: route.abort())
    async with quiet.page.expect_response(lambda answer: carries(answer, words)):
        await field.press_sequentially(words)

    await quiet.page.get_by_role("button", name="Send", exact=True).click()
    await quiet.page.get_by_role("button", name="Try again").wait_for()
    assert await field.input_value() == words
    await quiet.page.wait_for_timeout(1_000)
    await in_room(quiet)
    assert await field.input_value() == words

    await quiet.page.unroute("**/rooms/lobby/messages/")
    await quiet.page.get_by_role("button", name="Send", exact=True).click()
    await message(quiet, words).wait_for()
    await in_room(quiet)
    assert await field.input_value() == ""
    assert await message(quiet, words).count() == 1
    quiet.troubles = [one for one in quiet.troubles if "ERR_FAILED" not in one]  # the tunnel
    await quiet.leave()
