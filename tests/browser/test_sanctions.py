"""What somebody sees whose writing or account is paused while their pages are open."""

import json
import re

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
NAME = "QuietTuesday"
GIVE = (
    "from django.utils import timezone as t; from community.accounts.models import User; "
    "from community.accounts.actions import sanction; "
    f"print(sanction(User.objects.get(username='{NAME}'), kind={{kind}}, until=None, now=t.now()).pk)"
)
LIFT = (
    "from django.utils import timezone as t; from community.accounts.models import Sanction; "
    "from community.accounts.actions import lift_sanction; "
    "lift_sanction(Sanction.objects.get(pk={pk}), now=t.now())"
)
SILENCE, SUSPENSION = 500, 900


async def arrive(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await visitor.sign_in(NAME)
    return visitor


async def test_a_room_that_is_open_says_that_writing_is_paused_and_keeps_the_text(site, browser):
    visitor, sockets = await arrive(site, browser), []

    def listen_in(socket):
        socket.connect_to_server()
        sockets.append(socket)

    await visitor.page.route_web_socket(re.compile("/ws/rooms/"), listen_in)
    await visitor.go("/rooms/lobby/")
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)
    await visitor.fill("Your message", "Typed with care")

    sockets[-1].send(json.dumps({"type": "room.silence", "words": "Writing is paused for you."}))
    await visitor.page.get_by_role("alert").filter(has_text="Writing is paused for you.").wait_for()
    assert await visitor.page.get_by_label("Your message").input_value() == "Typed with care"
    await visitor.look()

    sockets[-1].send(json.dumps({"type": "room.silence", "words": ""}))
    await visitor.page.get_by_text("Writing is paused for you.").wait_for(state="detached")
    assert visitor.troubles == []
    await visitor.leave()


async def test_a_paused_account_says_how_things_stand_and_comes_back(site, browser):
    visitor = await arrive(site, browser)
    pk = site.shell(GIVE.format(kind=SUSPENSION))

    await visitor.go("/settings/")
    assert visitor.page.url.endswith("/paused/")
    assert await visitor.page.evaluate(SMALL_TARGETS) == []
    await visitor.press("Leave this page")
    await visitor.sign_in(NAME)
    await visitor.reads("Your account is paused, with no end date.")

    site.shell(LIFT.format(pk=pk))
    await visitor.sign_in(NAME)
    assert await visitor.go("/settings/") == 200
    assert visitor.page.url.endswith("/settings/")
    assert visitor.troubles == []
    await visitor.leave()


@pytest.mark.parametrize("path", ["/boards/new-here/new/", "/rooms/lobby/", "/messages/new/", "/posts/1/more/"])
async def test_the_sentence_stands_where_the_form_would(site, browser, path):
    visitor = await arrive(site, browser)
    site.shell(GIVE.format(kind=SILENCE))

    await visitor.go(path)
    await visitor.reads("Writing is paused for you")
    assert await visitor.page.evaluate(SMALL_TARGETS) == []
    assert visitor.troubles == []
    await visitor.leave()
