"""A room for tired eyes and hands: second thoughts, batches, nothing that moves, reading aloud, phrases, layouts."""

import pytest

from tests.browser.pages import SMALL_TARGETS, THEMES
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEMO_PASSWORD = "demo-community"
ROOM = "/rooms/lobby/"
SETTINGS = "/settings/rooms/"

# The browser's own speech, with a note of what was said; its end comes when the test says so.
SPEECH = """
  const said = [];
  let current;
  const finish = () => { const one = current; current = undefined; one?.dispatchEvent(new Event("end")); };
  window.heard = { said, finish };
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  const voices = [
    { name: "Far", lang: "en-GB", localService: false },
    { name: "Near", lang: "en-GB", localService: true },
  ];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    speak: (one) => { current = one; said.push([one.text, one.voice.name, one.rate]); },
    cancel: () => { current = undefined; },
  } });
"""
# The first message that is wholly in sight, and where it stands.
IN_SIGHT = """() => {
  const log = document.querySelector(".room__log");
  const top = log.getBoundingClientRect().top;
  const seen = [...log.querySelectorAll(".message")].find((one) => one.getBoundingClientRect().top >= top);
  return [seen.id, Math.round(seen.getBoundingClientRect().top - top), Math.round(log.scrollTop)];
}"""


async def arrive(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.sign_in(name, DEMO_PASSWORD)
    return visitor


async def in_room(visitor):
    await visitor.page.goto(ROOM)
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)


async def choose(visitor, **choices):
    """On the plain page; what is not named goes back to the usual."""
    await visitor.page.goto(SETTINGS)
    usual = {"layout": "usual", "batch_seconds": "0", "reading_pace": "normal"}
    for name, value in (usual | choices).items():
        if name in usual:
            await visitor.page.locator(f"[name={name}][value='{value}']").check()
    await visitor.page.locator("[name=guards_sending]").set_checked(choices.get("guards_sending", False))
    await visitor.page.locator("[name=phrases]").fill(choices.get("phrases", ""))
    await visitor.page.get_by_role("main").get_by_role("button", name="Save").click()
    await visitor.page.get_by_text("Saved.").first.wait_for()


async def say(visitor, words):
    await visitor.page.wait_for_timeout(450)  # two sends within 400 ms are one
    await visitor.page.get_by_label("Your message").fill(words)
    await visitor.page.get_by_role("button", name="Send", exact=True).click()
    await message(visitor, words).wait_for()


def message(visitor, words):
    return visitor.page.locator(".message", has_text=words)


async def test_new_messages_come_together_in_batches(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await choose(kestrel, batch_seconds="5")
    await in_room(kestrel)
    await in_room(quiet)

    for words in ("Batch one.", "Batch two."):
        await say(quiet, words)
    await kestrel.page.get_by_role("button", name="2 new, show").wait_for(timeout=10_000)
    assert await message(kestrel, "Batch").count() == 0
    await kestrel.look()

    await message(kestrel, "Batch two.").wait_for(timeout=10_000)
    texts = await message(kestrel, "Batch").all_inner_texts()
    assert ["Batch one." in texts[0], "Batch two." in texts[1]] == [True, True]
    assert not await kestrel.page.locator("[data-room-show]").is_visible()
    await choose(kestrel)
    await kestrel.leave()
    await quiet.leave()


def hide(site, words):
    site.shell(
        "from django.utils import timezone as t; from community.chat.models import Message; "
        "from community.accounts.models import User; from community.chat.actions import hide_message; "
        f"hide_message(Message.objects.get(body__startswith='{words}'), "
        "moderator=User.objects.filter(is_moderator=True).first(), now=t.now())"
    )


async def test_a_text_that_is_hidden_while_it_waits_is_never_shown(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await in_room(kestrel)
    await in_room(quiet)
    await kestrel.page.get_by_role("button", name="Pause new messages").click()
    await say(quiet, "Walrus words.")
    await kestrel.page.get_by_role("button", name="1 new, show").wait_for()

    hide(site, "Walrus words.")
    await message(quiet, "A moderator hid this message.").last.wait_for(timeout=30_000)
    await kestrel.page.get_by_role("button", name="1 new, show").click()

    await message(kestrel, "A moderator hid this message.").last.wait_for()
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
    await choose(kestrel)
    await kestrel.leave()
    await quiet.leave()


async def test_second_thoughts_take_a_message_back_before_anybody_sees_it(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await choose(quiet, guards_sending=True)
    await in_room(kestrel)
    await in_room(quiet)
    field = quiet.page.get_by_label("Your message")

    await field.fill("Otter words.")
    await quiet.page.get_by_role("button", name="Send", exact=True).click()
    await quiet.page.get_by_text("Not sent yet.").wait_for()
    await quiet.look()
    assert await quiet.page.evaluate(SMALL_TARGETS) == []
    await field.fill("Typed since.")
    await quiet.page.get_by_role("button", name="Take it back").click()
    await quiet.page.get_by_text("Not sent yet.").wait_for(state="detached")
    assert await field.input_value() == "Otter words.\n\nTyped since."

    await field.fill("Badger words.")
    await quiet.page.get_by_role("button", name="Send", exact=True).click()
    await quiet.page.get_by_text("Not sent yet.").wait_for()
    assert await message(quiet, "Badger words.").count() == 0
    await message(kestrel, "Badger words.").wait_for(timeout=30_000)
    await message(quiet, "Badger words.").wait_for()
    await quiet.page.get_by_text("Not sent yet.").wait_for(state="detached")
    assert await message(kestrel, "Otter words.").count() == 0
    await choose(quiet)
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
    await choose(visitor)
    await visitor.leave()


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
    await choose(kestrel)
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
    await choose(kestrel)
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
    await choose(kestrel)
    await kestrel.leave()
