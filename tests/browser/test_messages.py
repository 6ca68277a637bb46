"""What can be done with a message, in an open room: in place, by keyboard, and seen at once by the others."""

import re

import pytest

from tests.browser.visitor import DEMO_PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
ROOM = "/rooms/lobby/"


async def arrive(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.come_as(name)
    await in_room(visitor)
    return visitor


async def in_room(visitor):
    await visitor.go(ROOM)
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)


async def say(visitor, words):
    await visitor.page.get_by_label("Your message").fill(words)
    await visitor.page.get_by_role("button", name="Send", exact=True).click()
    message = message_of(visitor, words)
    await message.wait_for()
    while await visitor.page.get_by_label("Your message").input_value():  # the answer comes after the socket's news
        await visitor.page.wait_for_timeout(50)
    return message


def message_of(visitor, words):
    return visitor.page.locator(".message", has=visitor.page.locator(".message__body", has_text=words)).last


async def open_menu(visitor, message):
    await message.get_by_role("link", name="More for this message").click()
    dialog = visitor.page.get_by_role("dialog")
    await dialog.wait_for()
    return dialog


async def test_answer_sign_and_taking_back_are_seen_by_the_other_at_once(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    await say(kestrel, "Lanterns tonight?")
    asked = message_of(quiet, "Lanterns tonight?")
    await asked.wait_for()

    await asked.get_by_role("link", name="Reply to Kestrel").press("Enter")
    assert await quiet.page.get_by_label("Your message").evaluate("field => field === document.activeElement")
    await quiet.look()
    await say(quiet, "Yes, gladly.")
    answer = message_of(kestrel, "Yes, gladly.")
    await answer.locator("q", has_text="Lanterns tonight?").wait_for()
    assert await quiet.page.locator("[data-room-answered]").is_hidden()

    dialog = await open_menu(quiet, asked)
    await quiet.look()
    await dialog.get_by_role("button", name="A hug").click()
    await dialog.locator("[aria-pressed=true]", has_text="A hug").wait_for()
    await message_of(kestrel, "Lanterns tonight?").get_by_text("Kind signs: A hug").wait_for()
    await quiet.page.keyboard.press("Escape")
    assert await dialog.is_hidden()

    dialog = await open_menu(kestrel, message_of(kestrel, "Lanterns tonight?"))
    await dialog.get_by_role("button", name="Take this message back").click()
    await quiet.page.get_by_text("Lanterns tonight?").first.wait_for(state="detached")  # and above the answer
    assert await quiet.page.get_by_text("Its author took this message back.").last.is_visible()
    await dialog.get_by_role("button", name="Undo: bring it back").click()
    await message_of(quiet, "Lanterns tonight?").wait_for()
    await message_of(quiet, "Yes, gladly.").locator("q", has_text="Lanterns tonight?").wait_for()
    assert kestrel.troubles == quiet.troubles == []
    await kestrel.leave()
    await quiet.leave()


async def test_draft_waits_on_the_server_and_goes_with_the_message(site, browser):
    kestrel = await arrive(site, browser, "Kestrel")
    await kestrel.page.get_by_label("Your message").fill("Lamplight in the hal")
    await kestrel.page.get_by_text(re.compile("^Draft saved")).wait_for(timeout=10_000)

    await in_room(kestrel)
    assert await kestrel.page.get_by_label("Your message").input_value() == "Lamplight in the hal"
    await say(kestrel, "Lamplight in the hallway.")
    await in_room(kestrel)

    assert await kestrel.page.get_by_label("Your message").input_value() == ""
    await kestrel.go("/drafts/")
    assert await kestrel.page.get_by_text("Lamplight in the hal").count() == 0
    assert kestrel.troubles == []
    await kestrel.leave()


async def test_content_note_arrives_folded_and_names_are_offered(site, browser):
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    field = quiet.page.get_by_label("Your message")
    await quiet.page.get_by_text("Add a content note").click()
    await quiet.page.get_by_label("Needles").check()
    await field.press_sequentially("Hello @Kes")
    await quiet.page.get_by_role("option", name="Kestrel").click()
    assert await field.input_value() == "Hello @Kestrel "
    await quiet.page.get_by_role("button", name="Send", exact=True).click()
    await quiet.page.locator("details.message__note", has_text="Hello").last.wait_for()

    note = kestrel.page.locator("details.message__note", has_text="Hello").last
    await note.wait_for()
    assert not await note.get_by_text("Hello").is_visible()
    await kestrel.look()
    await note.locator("summary").click()
    assert await note.get_by_role("link", name="@Kestrel").is_visible()
    assert not await quiet.page.get_by_label("Needles").is_checked()
    assert kestrel.troubles == quiet.troubles == []
    await kestrel.leave()
    await quiet.leave()


TEAM = """
from django.utils import timezone
from community.accounts.content_notes import ContentNote
from community.accounts.models import User
from community.chat.actions import add_team_notes, set_notice
from community.chat.models import Message
far = {"email": "far@team.example", "is_moderator": True}
who, _new = User.objects.get_or_create(username="TeamOfFar", defaults=far)
message = Message.objects.get(body="Zebra lanterns.")
team = {"moderator": who, "now": timezone.now()}
"""
WORD = TEAM + 'set_notice(message, notice="Our word on it.", link="", **team)'
NOTE = TEAM + "add_team_notes(message, notes=ContentNote.NEEDLES.value, **team)"
LEAVE_OUT = """
from community.accounts.content_notes import ContentNote
from community.accounts.models import User
User.objects.filter(username="QuietTuesday").update(notes_left_out=ContentNote.NEEDLES.value)
"""


async def test_word_of_the_team_goes_with_a_message_that_its_reader_leaves_out(site, browser):
    site.shell(LEAVE_OUT)
    kestrel, quiet = await arrive(site, browser, "Kestrel"), await arrive(site, browser, "QuietTuesday")
    said = await say(kestrel, "Zebra lanterns.")
    message = quiet.page.locator(f"#{await said.get_attribute('id')}")

    site.shell(WORD)
    await message.get_by_text("Our word on it.").wait_for()
    site.shell(NOTE)
    await message.get_by_text("Left out, as you chose: Needles").wait_for()

    assert await message.locator(".message__notice").count() == 0
    assert await message.get_by_text("Zebra lanterns.").count() == 0
    await quiet.look()
    await said.locator("details.message__note").wait_for()
    assert await said.get_by_text("Our word on it.").is_visible()
    assert kestrel.troubles == quiet.troubles == []
    await kestrel.leave()
    await quiet.leave()


async def test_every_act_works_without_a_script(site, browser):
    heron = await Visitor.arrive(site, browser, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = heron.page
    page.set_default_timeout(15_000)
    await page.goto("/accounts/login/")
    await page.locator("[name=login]").fill("Kestrel")
    await page.locator("[name=password]").fill(DEMO_PASSWORD)
    await page.locator("main form button[type=submit]").first.click()
    await page.goto(ROOM)
    await page.get_by_label("Your message").fill("Said without a script.")
    await page.get_by_role("button", name="Send", exact=True).click()
    message = page.locator(".message", has_text="Said without a script.").last

    await message.get_by_role("link", name="Reply").click()
    await page.get_by_label("Your message").fill("An answer.")
    await page.get_by_role("button", name="Send", exact=True).click()
    answer = page.locator(".message", has_text="An answer.").last
    assert await answer.locator("q").text_content() == "Said without a script."

    await answer.get_by_role("link", name="More").click()
    await page.get_by_role("link", name="Change the text").click()
    await page.get_by_label("Your message").fill("A better answer.")
    await page.get_by_role("button", name="Save the change").click()
    changed = page.locator(".message", has_text="A better answer.").last
    await changed.get_by_text("edited").wait_for()

    await changed.get_by_role("link", name="More").click()
    await page.get_by_role("button", name="Take this message back").click()
    await page.get_by_role("button", name="Undo: bring it back").click()
    await page.get_by_role("button", name="Hold my place here").click()
    await page.get_by_role("link", name="Go to where you were").click()
    await page.get_by_text("A better answer.").wait_for()
    await page.get_by_label("Go to a day").fill("1.1.2020")
    await page.get_by_role("button", name="Go there").click()
    await page.get_by_label("Words to look for in this room").fill("better")
    await page.get_by_role("button", name="Search").last.click()
    await page.get_by_role("heading", name="Said in this room").wait_for()
    await heron.leave()
