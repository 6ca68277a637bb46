"""People in the lobby of the demo site, each in a browser of their own, who choose how they read and write."""

from tests.browser.visitor import Visitor

ROOM = "/rooms/lobby/"
SETTINGS = "/settings/rooms/"


async def arrive(site, browser, name, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.come_as(name)
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


async def press_send(visitor, words):
    await visitor.page.wait_for_timeout(450)  # two sends within 400 ms are one
    await visitor.page.get_by_label("Your message").fill(words)
    await visitor.page.get_by_role("button", name="Send", exact=True).click()


async def say(visitor, words):
    await press_send(visitor, words)
    await message(visitor, words).wait_for()


def message(visitor, words):
    return visitor.page.locator(".message", has_text=words)


def hide(site, words):
    site.shell(
        "from django.utils import timezone as t; from community.chat.models import Message; "
        "from community.accounts.models import User; from community.chat.actions import hide_message; "
        f"hide_message(Message.objects.get(body__startswith='{words}'), "
        "moderator=User.objects.filter(is_moderator=True).first(), now=t.now())"
    )
