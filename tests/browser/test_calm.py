"""A room for tired eyes: batches, nothing that moves, reading aloud, layouts."""

import pytest

from tests.browser.calm import arrive, choose, hide, in_room, message, say
from tests.browser.pages import SMALL_TARGETS, THEMES
from tests.browser.speech import SPEECH, VOICES_LATE

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]

# The first message that is wholly in sight, and where it stands.
IN_SIGHT = """() => {
  const log = document.querySelector(".room__log");
  const top = log.getBoundingClientRect().top;
  const seen = [...log.querySelectorAll(".message")].find((one) => one.getBoundingClientRect().top >= top);
  return [seen.id, Math.round(seen.getBoundingClientRect().top - top), Math.round(log.scrollTop)];
}"""


async def test_new_messages_come_together_in_batches(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await choose(kestrel, batch_seconds="10")
    await in_room(kestrel)
    await in_room(quiet)

    for words in ("Batch one.", "Batch two."):
        await say(quiet, words)
    await kestrel.page.get_by_role("button", name="2 new, show").wait_for(timeout=10_000)
    assert await message(kestrel, "Batch").count() == 0
    await kestrel.look()

    await message(kestrel, "Batch two.").wait_for(timeout=20_000)
    texts = await message(kestrel, "Batch").all_inner_texts()
    assert ["Batch one." in texts[0], "Batch two." in texts[1]] == [True, True]
    assert not await kestrel.page.locator("[data-room-show]").is_visible()
    await kestrel.leave()
    await quiet.leave()


async def test_a_text_that_is_hidden_while_it_waits_is_never_shown(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await in_room(kestrel)
    await in_room(quiet)
    await kestrel.page.get_by_role("button", name="Pause new messages").click()
    await say(quiet, "Walrus words.")
    await kestrel.page.get_by_role("button", name="1 new, show").wait_for()
    hidden = await message(quiet, "Walrus words.").get_attribute("id")

    hide(site, "Walrus words.")
    await message(quiet, "Walrus words.").wait_for(state="detached")
    await say(quiet, "Said since.")  # news come in order: whoever has this has what was before it
    await kestrel.page.get_by_role("button", name="2 new, show").click()

    await kestrel.page.locator(f"#{hidden}", has_text="A moderator hid this message.").wait_for()
    assert await message(kestrel, "Walrus").count() == 0
    await kestrel.leave()
    await quiet.leave()


@pytest.mark.parametrize("batch", ["0", "5"])
async def test_nothing_moves_under_somebody_who_reads_what_was_said_before(site, browser, batch):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await choose(kestrel, batch_seconds=batch)
    await in_room(quiet)
    for number in range(8):
        await say(quiet, f"Line {number} of {batch}. " + "Something to read. " * 20)
    await in_room(kestrel)
    await kestrel.page.evaluate("document.querySelector('.room__log').scrollTop = -400")
    await kestrel.page.wait_for_timeout(300)
    before = await kestrel.page.evaluate(IN_SIGHT)

    await say(quiet, f"The newest of {batch}.")
    await kestrel.page.get_by_role("button", name="1 new, show").wait_for(timeout=15_000)
    await kestrel.page.wait_for_timeout(6_000 if batch == "5" else 500)

    assert await kestrel.page.evaluate(IN_SIGHT) == before
    assert await message(kestrel, f"The newest of {batch}.").count() == 0
    hide(site, f"Line 7 of {batch}.")  # below what is read
    hide(site, f"Line 0 of {batch}.")  # above it
    await message(kestrel, f"Line 0 of {batch}.").wait_for(state="detached")
    assert (await kestrel.page.evaluate(IN_SIGHT))[:2] == before[:2]
    assert await message(kestrel, f"Line 7 of {batch}.").count() == 0
    await kestrel.page.get_by_role("button", name="1 new, show").click()
    await message(kestrel, f"The newest of {batch}.").wait_for()
    await kestrel.leave()
    await quiet.leave()


async def test_new_messages_are_read_aloud_one_after_the_other_by_a_voice_of_the_device(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await kestrel.context.add_init_script(SPEECH)
    await choose(kestrel, reading_pace="slow")
    await in_room(kestrel)
    await in_room(quiet)

    async def heard():
        return [text for text, _voice, _rate in await kestrel.page.evaluate("heard.said")]

    await say(quiet, "Said in silence.")
    await message(kestrel, "Said in silence.").wait_for()
    await kestrel.page.get_by_role("button", name="Read new messages aloud").click()
    for words in ("First aloud.", "Second aloud.", "Third aloud."):
        await say(quiet, words)
        await message(kestrel, words).wait_for()
    assert await kestrel.page.evaluate("heard.said") == [["QuietTuesday writes: First aloud.", "Near", 0.75]]

    await kestrel.page.evaluate("heard.finish()")
    assert (await heard())[1:] == ["QuietTuesday writes: Second aloud."]
    await kestrel.page.get_by_role("button", name="Pause new messages").click()
    await kestrel.page.evaluate("heard.finish()")
    assert len(await heard()) == 2
    await kestrel.page.get_by_role("button", name="Paused. Show new messages again").click()
    await kestrel.page.evaluate("heard.finish()")
    assert (await heard())[2:] == ["QuietTuesday writes: Second aloud.", "QuietTuesday writes: Third aloud."]

    await kestrel.page.get_by_role("button", name="Reading aloud. Stop").click()
    await say(quiet, "Fourth, in silence.")
    await message(kestrel, "Fourth, in silence.").wait_for()
    assert len(await heard()) == 4
    await kestrel.leave()
    await quiet.leave()


async def test_reading_aloud_waits_for_voices_that_come_late(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await kestrel.context.add_init_script(VOICES_LATE)
    await in_room(kestrel)
    await in_room(quiet)

    await kestrel.page.get_by_role("button", name="Read new messages aloud").click()
    await say(quiet, "Before the voices.")
    await message(kestrel, "Before the voices.").wait_for()
    assert await kestrel.page.evaluate("heard.said") == []
    await kestrel.page.evaluate("named = true")

    await kestrel.page.get_by_role("button", name="Reading aloud. Stop").wait_for()
    while not await kestrel.page.evaluate("heard.said.length"):  # the page lets nobody wait in it
        await kestrel.page.wait_for_timeout(50)
    await kestrel.page.wait_for_timeout(450)
    assert await kestrel.page.evaluate("heard.said.length") == 1
    await kestrel.leave()
    await quiet.leave()


async def test_without_a_voice_of_its_own_the_device_says_so(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await kestrel.context.add_init_script(SPEECH.replace("localService: true", "localService: false"))
    await in_room(kestrel)

    await kestrel.page.get_by_role("button", name="Read new messages aloud").click()

    await kestrel.page.get_by_text("This device has no voice of its own").wait_for()
    assert await kestrel.page.get_by_role("button", name="Read new messages aloud").is_visible()
    await kestrel.leave()


@pytest.mark.parametrize("layout", ["compact", "large"])
@pytest.mark.parametrize("width", [320, 1280])
async def test_layouts_hold_in_every_theme(site, browser, layout, width):
    kestrel = await arrive(site, browser, "Kestrel", viewport={"width": width, "height": 800})
    await choose(kestrel, layout=layout, guards_sending=True, phrases="A long phrase of mine that needs two lines.")
    for theme in THEMES:
        await kestrel.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": site.address}])
        await in_room(kestrel)
        await kestrel.page.locator("[data-room-phrases] summary").click()
        await kestrel.look()
        assert await kestrel.page.evaluate(SMALL_TARGETS) == []
    await kestrel.leave()


@pytest.mark.parametrize("width", [320, 1280])
async def test_pages_of_choices_hold_in_every_theme_with_and_without_mistakes(site, browser, width):
    kestrel = await arrive(site, browser, "Kestrel", viewport={"width": width, "height": 800})
    for theme in THEMES:
        await kestrel.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": site.address}])
        await kestrel.go("/rooms/lobby/me/")
        assert await kestrel.page.evaluate(SMALL_TARGETS) == []
        await kestrel.go("/settings/rooms/")
        await kestrel.page.locator("[name=phrases]").fill("a" * 81)
        await kestrel.press("Save")
        await kestrel.page.get_by_role("alert").get_by_text("Phrase 1 is longer than 80 characters.").wait_for()
        assert await kestrel.page.evaluate(SMALL_TARGETS) == []
    await kestrel.leave()
