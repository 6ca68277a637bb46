"""Mails to a member came back: every page says so, and one link brings them back, also on a small screen."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
STOP = (
    "from django.utils import timezone as t; from community.accounts.models import User; "
    "member = User.objects.get(username='{name}'); "
    "member.mail_stopped_for, member.mail_stopped_why, member.mail_stopped_at = member.email, '{why}', t.now(); "
    "member.save()"
)
LINK = (
    "from community.accounts.models import User; from community.notifications.address_links import address_link; "
    "print(address_link(User.objects.get(username='{name}')))"
)
BANNER = "You get no mails from us at present"


@pytest.mark.parametrize(
    ("name", "why", "width", "told"),
    [("QuietTuesday", "bounced", 320, "came back"), ("Kestrel", "complained", 1280, "as spam")],
)
async def test_every_page_leads_to_mails_again(site, browser, name, why, width, told):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800})
    await visitor.come_as(name)
    site.shell(STOP.format(name=name, why=why))

    for path in ("/", "/rooms/lobby/", "/settings/notifications/"):
        await visitor.go(path)
        await visitor.reads(BANNER)
        assert await visitor.page.evaluate(SMALL_TARGETS) == []
    await visitor.follow("Why, and how to get them again")
    await visitor.reads(told)
    await visitor.press("Send a mail to this address")
    await visitor.reads("The mail is on its way.")
    assert await visitor.page.evaluate(SMALL_TARGETS) == []

    await visitor.go("/" + site.shell(LINK.format(name=name)).split("/", 3)[3])
    await visitor.press("Send me mails again")
    await visitor.reads("Done: you get mails again")
    await visitor.go("/")
    assert BANNER not in await visitor.page.content()
    assert visitor.troubles == []
    await visitor.leave()
