"""What somebody does with a reminder that is due, on a small dim screen and on a large one."""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import PATIENCE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
FALLS_DUE = (
    "from django.utils import timezone; from community.reminders.actions import fire;"
    "from community.reminders.models import Reminder;"
    "now = timezone.now(); mine = Reminder.objects.filter(owner__username='Kestrel').order_by('pk').first();"
    "Reminder.objects.filter(pk=mine.pk).update(next_due_at=now); mine.refresh_from_db(); fire(mine, now=now);"
    "print(mine.pk)"
)


CANARY = "drops before breakfast"
WITH_CANARY = (
    "from community.reminders.models import Reminder;"
    "mine = Reminder.objects.filter(owner__username='Kestrel').order_by('pk').first();"
    f"mine.title = '{CANARY}'; mine.repeat_minutes = 10; mine.save();"
)
LONDON = ZoneInfo("Europe/London")
DAYS = {"yesterday": timedelta(days=-1), "today": timedelta(), "tomorrow": timedelta(days=1)}
ADDRESS = "from community.accounts.models import User; print(User.objects.get(username='Kestrel').email)"


async def links_in_mails(visitor, address):
    await visitor.page.goto("/dev/mail/")
    letters = await visitor.page.locator("article").filter(has_text=address).all_inner_texts()
    return set(re.findall(r"/reminders/answer/[\w:-]+/", " ".join(letters)))


async def new_link(visitor, address, older):
    """Of the mail that the worker is about to send."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if new := await links_in_mails(visitor, address) - older:
            return new.pop()
        await visitor.page.wait_for_timeout(500)
    raise AssertionError("No mail has come.")


async def says(reader, words, since, *, ahead=timedelta()):
    """`words`, and the day and time on Kestrel's clock of what was done since then, or of what follows it by so long:
    at any hour, also around midnight."""
    day, clock = re.search(rf"{words} (\w+) at (\d\d:\d\d)", await reader.text()).groups()
    seen = datetime.now(LONDON)
    told = datetime.fromisoformat(f"{seen.date() + DAYS[day]} {clock}").replace(tzinfo=LONDON)
    assert since + ahead - timedelta(minutes=1) < told <= seen + ahead


async def is_fit(visitor):
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize(("width", "theme"), [(320, "dim"), (1280, "contrast")])
async def test_reminder_is_put_off_skipped_with_a_reason_and_put_right(site, browser, width, theme):
    kestrel = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await kestrel.come_as("Kestrel")
    await kestrel.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": site.address}])
    number = site.shell(FALLS_DUE)

    await kestrel.go("/reminders/")
    await kestrel.follow("Later, or say why not")
    await kestrel.press("Remind me then")
    assert "Choose when it shall come again." in await kestrel.text()
    await is_fit(kestrel)
    await kestrel.page.get_by_label("In 10 minutes").check()
    await kestrel.press("Remind me then")
    assert "Comes again:" in await kestrel.text()
    await is_fit(kestrel)

    await kestrel.follow("Later, or say why not")
    await kestrel.fill("Why?", "Too tired today")
    await kestrel.press("Skip this time")
    await kestrel.reads("Skipped this time.")

    await kestrel.go(f"/reminders/{number}/")
    assert "Too tired today" in await kestrel.text()
    await is_fit(kestrel)
    await kestrel.follow("Put right")
    await is_fit(kestrel)
    await kestrel.go(f"/reminders/{number}/move/")
    await is_fit(kestrel)
    await kestrel.page.get_by_label("This one and all that follow").check()
    await kestrel.press("Move")
    assert "From then on:" in await kestrel.text()
    await is_fit(kestrel)
    await kestrel.go(f"/reminders/{number}/change/")
    await is_fit(kestrel)
    await kestrel.leave()


@pytest.mark.parametrize(("width", "theme"), [(320, "contrast"), (1280, "dim")])
async def test_a_reminder_is_answered_from_its_mail_by_somebody_who_is_not_signed_in(site, browser, width, theme):
    reader = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await reader.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": site.address}])
    address = site.shell(ADDRESS)
    older, since = await links_in_mails(reader, address), datetime.now(LONDON)
    site.shell(WITH_CANARY + FALLS_DUE)
    path = await new_link(reader, address, older)

    assert await reader.go(path) == 200
    await says(reader, "Due", since)
    await is_fit(reader)
    await reader.press("In 10 minutes")
    await says(reader, "You are told of it again", since, ahead=timedelta(minutes=10))
    await reader.press("From now on tell me only once")
    await reader.reads("From now on you are told of this reminder only once each time.")
    await is_fit(reader)
    await reader.press("Done")
    await says(reader, "You marked this as done", since)
    await is_fit(reader)
    await reader.press("Undo")
    await reader.reads("Undone. It waits for your answer again.")
    await reader.press("Skip this time")
    await says(reader, "You skipped this", since)
    assert CANARY not in await reader.page.content()

    assert await reader.go(f"{path[:-2]}/") == 404
    await is_fit(reader)
    await reader.leave()
