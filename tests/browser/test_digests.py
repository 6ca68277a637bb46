"""The summary mail: chosen, sent by the running site, and followed to its page."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
IS_DUE = (
    "from datetime import timedelta; from django.utils import timezone; from community.accounts.models import User;"
    "from community.digests.models import Plan; from community.digests.tasks import make_due_digests;"
    "from community.forum.actions import start_thread;"
    "from community.forum.models import Board; now = timezone.now();"
    "start_thread(board=Board.objects.get(slug='injections'), author=User.objects.get(username='QuietTuesday'),"
    " title='Plum cake', body='With cream.', now=now);"
    "Plan.objects.filter(member__username='Kestrel').update(looked_at=now - timedelta(days=1), next_at=now);"
    "make_due_digests()"
)


async def is_fit(visitor):
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []


async def test_a_summary_is_chosen_comes_and_shows_what_is_new(site, browser):
    kestrel = await Visitor.arrive(site, browser, viewport={"width": 320, "height": 800})
    await kestrel.come_as("Kestrel")

    await kestrel.go("/settings/notifications/")
    await kestrel.follow("Summary mail: when it comes")
    await is_fit(kestrel)
    await kestrel.page.get_by_label("Every day").check()
    await kestrel.press("Save")
    await kestrel.reads("We look next on")
    await is_fit(kestrel)

    site.shell(IS_DUE)
    letter = await kestrel.mail_to("kestrel", "What is new for you")
    assert "new conversation" in letter
    assert "Plum" not in letter

    await kestrel.go("/notifications/")
    await kestrel.page.get_by_role("button", name="Summary:").first.click()
    await kestrel.reads("Plum cake")
    await is_fit(kestrel)
    await kestrel.follow("Plum cake")
    await kestrel.reads("With cream.")
    await kestrel.leave()
