"""What comes to a page that stands open, by its line or fetched by a script, runs no more than the page itself."""

import json

import pytest

from tests.browser.visitor import Visitor
from tests.browser.xss.opening import LINGER, LOOK, WATCH
from tests.browser.xss.payloads import PAYLOADS, attack
from tests.forum.factories import picture_file

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
MARK, OF_A_FILE = 77_000, 77_001
SAID = [payload.replace("@", str(MARK)) for payload in PAYLOADS]
TITLES = [f"Otterly quiet mornings {attack(MARK, turn=9 * turn, most=120)}" for turn in range(10)]
NAME = f"Mallory<img data-planted src=x onerror=ran({MARK})>\"'"
A_FILE = f"<img data-planted src=x onerror=ran({OF_A_FILE})>\"'"
BEFORE = """
import json
from django.utils import timezone
from community.accounts.models import User
from community.forum.models import Board
from tests.chat.factories import make_host, make_room
from tests.factories import join, make_group
from tests.forum.factories import make_thread
group = make_group("live", privacy="open")
join(group, User.objects.get(username="QuietTuesday"))
make_host(group, name="Mallory")
make_room(group, slug="live")
Board.objects.filter(slug="injections").update(takes_pictures=True)
board, author = Board.objects.get(slug="injections"), User.objects.get(username="Kestrel")
for title in json.loads({titles!r}):
    make_thread(board=board, author=author, title=title, now=timezone.now())
"""
SAY = """
import json
from uuid import uuid4
from django.utils import timezone
from community.accounts.models import User
from community.chat.actions import send_message
from community.chat.models import Room
author = User.objects.get(username__startswith="Mallory")
User.objects.filter(pk=author.pk).update(username={name!r})
author.refresh_from_db()
room = Room.objects.select_related("group").get(slug="live")
for body in [*json.loads({said!r}), "The end."]:
    send_message(room=room, author=author, body=body, client_id=uuid4(), now=timezone.now())
"""


@pytest.fixture
def attacked(site):
    site.shell(BEFORE.format(titles=json.dumps(TITLES)))
    return site


async def arrive(site, browser, path):
    visitor = await Visitor.arrive(site, browser, service_workers="block")
    await visitor.come_as("QuietTuesday")
    await visitor.context.add_init_script(WATCH)
    await visitor.page.goto(path)
    return visitor


async def wrong_with(visitor):
    """And whatever the browser itself complained of, as it does where the policy refuses something."""
    await visitor.page.evaluate(LINGER)
    return await visitor.page.evaluate(LOOK, True) + visitor.troubles


async def test_nothing_that_is_said_runs_in_a_room_that_is_open(attacked, browser):
    visitor = await arrive(attacked, browser, "/rooms/live/")
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)

    attacked.shell(SAY.format(name=NAME, said=json.dumps(SAID)))
    await visitor.page.locator(".message", has_text="The end.").wait_for(timeout=30_000)

    assert await visitor.page.get_by_text("Mallory<img").count() > 0
    assert await visitor.page.get_by_text(f"onerror=ran({MARK})").count() > len(SAID) / 4
    assert await wrong_with(visitor) == []
    await visitor.leave()


async def test_nothing_that_one_types_oneself_runs_where_it_is_shown_at_once(attacked, browser):
    visitor = await arrive(attacked, browser, "/rooms/live/")
    await visitor.page.locator("[data-room-status]", has_text="Up to date").wait_for(timeout=30_000)

    await visitor.page.get_by_label("Your message").fill("\n\n".join(["My own.", *SAID])[:3900])
    await visitor.page.get_by_role("button", name="Send", exact=True).click()
    await visitor.page.locator(".message", has_text="My own.").first.wait_for(timeout=30_000)

    assert await wrong_with(visitor) == []
    await visitor.leave()


async def test_nothing_in_a_title_runs_where_a_script_fetches_what_is_like_it(attacked, browser):
    visitor = await arrive(attacked, browser, "/boards/injections/new/")

    await visitor.page.get_by_label("Title").fill("Otterly quiet mornings")
    await visitor.page.get_by_role("link", name="Otterly quiet mornings").first.wait_for(timeout=30_000)

    assert await wrong_with(visitor) == []
    await visitor.leave()


@pytest.mark.parametrize("is_picture", [True, False])
async def test_the_name_of_a_file_runs_nowhere(attacked, browser, is_picture):
    """Nobody but its sender ever saw it, and it is not kept."""
    visitor = await arrive(attacked, browser, "/boards/injections/new/")
    content = picture_file().read() if is_picture else b"not a picture"

    await visitor.page.locator("input[type=file]").set_input_files(
        {"name": f"{A_FILE}.png", "mimeType": "image/png", "buffer": content}
    )
    await visitor.page.get_by_role("button", name="Preview").click()
    await visitor.page.wait_for_load_state()

    assert ("is not a picture" in await visitor.page.locator("main").inner_text()) is not is_picture
    assert f"ran({OF_A_FILE})" not in await visitor.page.content()
    assert [one for one in await wrong_with(visitor) if "status of 4" not in one] == []
    await visitor.leave()
