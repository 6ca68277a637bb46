"""What somebody does with a reminder that is due, on a small dim screen and on a large one."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEMO_PASSWORD = "demo-community"
FALLS_DUE = (
    "from django.utils import timezone; from community.reminders.actions import fire;"
    "from community.reminders.models import Reminder;"
    "now = timezone.now(); mine = Reminder.objects.filter(owner__username='Kestrel').order_by('pk').first();"
    "Reminder.objects.filter(pk=mine.pk).update(next_due_at=now); mine.refresh_from_db(); fire(mine, now=now);"
    "print(mine.pk)"
)


async def is_fit(visitor):
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize(("width", "theme"), [(320, "dim"), (1280, "contrast")])
async def test_reminder_is_put_off_skipped_with_a_reason_and_put_right(site, browser, width, theme):
    kestrel = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await kestrel.sign_in("Kestrel", DEMO_PASSWORD)
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
    await kestrel.go(f"/reminders/{number}/change/")
    await is_fit(kestrel)
    await kestrel.leave()
