"""A whole case by keyboard alone: reported, taken on, hidden with a reason, asked to look again, put back."""

import json
from urllib.parse import urlsplit

import pytest

from tests.browser.keyboard import Typist
from tests.browser.visitor import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
WORDS = "Stop all your tablets at once, it helped me."
GUIDELINE = "own_experience"
NAMES = {"author": "Ada", "reader": "Bo", "first": "Gull", "second": "Tern"}
MAKE = f"""
import json
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from community.accounts.models import User
from community.forum.actions import add_reply
from community.forum.models import Board
from community.groups.actions import join_group
from tests.factories import agreed

now, people = timezone.now(), {{}}
long_ago = now - timedelta(days=60)
board = Board.objects.select_related("group").get(slug="new-here")
for role, name in {NAMES!r}.items():
    person = User.objects.create_user(
        name, email=name.lower() + "@members.example", password={PASSWORD!r}, date_joined=long_ago, accepted_posts=10,
        **agreed(long_ago), is_moderator=role in ("first", "second"),
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    join_group(group=board.group, member=person, now=now)
    people[role] = person
thread = board.threads.order_by("pk").first()
post = add_reply(thread=thread, author=people["author"], body={WORDS!r}, now=now)
print(json.dumps([post.pk, post.get_absolute_url()]))
"""
CASE = "from community.moderation.models import Case; print(Case.objects.get(post={pk}).pk)"


@pytest.fixture
def post(site):
    """Its key and its address."""
    pk, address = json.loads(site.shell(MAKE).splitlines()[-1])
    return {"pk": pk, "address": address}


async def test_a_whole_case_by_keyboard_alone(site, browser, post):
    people = {role: await Typist.enter(site, browser, name, PASSWORD) for role, name in NAMES.items()}

    await reader_reports(people["reader"], post)
    case = f"/moderation/{site.shell(CASE.format(pk=post['pk']))}/"
    await moderator_takes_on(people["first"], case)
    await moderator_hides(people["first"])
    await nobody_reads(people["reader"], post)
    await author_disagrees(people["author"])
    await moderator_takes_on(people["second"], case)
    await moderator_finds_the_author_right(people["second"])
    await author_is_told(people["author"])
    await everybody_reads(people["reader"], post)

    for person in people.values():
        await person.leave()


async def reader_reports(bo, post):
    await bo.go(post["address"])
    await bo.tab_to(f"a[href='/report/post/{post['pk']}/']", most=10)  # the address leads to the post
    await bo.open()
    await bo.skip()
    await bo.choose("reason", "unsafe_advice")
    await bo.tab_to("[name=words]")
    await bo.page.keyboard.type("Somebody may believe this.")
    await bo.tab_to("[name=in_good_faith]")
    await bo.page.keyboard.press("Space")
    await bo.tab_to("main form button[type=submit]")
    await bo.open()
    number = urlsplit(bo.page.url).path.split("/")[-2]
    await bo.reads(f"Your report {number}")


async def moderator_takes_on(moderator, case):
    await moderator.go("/moderation/")
    await moderator.look_in_every_theme()
    await moderator.skip()
    await moderator.tab_to(f".case-row a[href='{case}']")
    await moderator.open()
    await moderator.look_in_every_theme()
    await moderator.skip()
    await moderator.tab_to(f"form[action='{case}claim/'] button")
    await moderator.open()
    await moderator.reads("You have taken this case on.")
    await moderator.look_in_every_theme()
    await moderator.skip()


async def moderator_hides(gull):
    await gull.choose("outcome", "hidden")
    await gull.choose("guideline", GUIDELINE)
    await gull.tab_to(".decision-form [name=words]")
    await gull.page.keyboard.type("Please tell what you did, not what others should do.")
    await gull.tab_to(".decision-form button[type=submit]")
    await gull.open()
    await gull.reads("Decided. Everyone concerned has been told.")


async def nobody_reads(bo, post):
    await bo.page.goto(post["address"])
    assert WORDS not in await bo.page.content()


async def author_disagrees(ada):
    await opens_the_newest_notice(ada)
    await ada.reads("Something you wrote was hidden")
    await ada.reads("Please tell what you did, not what others should do.")
    await ada.look_in_every_theme()
    await ada.skip()
    await ada.tab_to("main form [name=words]")
    await ada.page.keyboard.type("I told what I did.")
    await ada.tab_to("main form button[type=submit]")
    await ada.open()
    await ada.reads("It waits for another moderator")


async def opens_the_newest_notice(person):
    await person.go("/notifications/")
    await person.skip()
    await person.tab_to("li:first-child .notification__open")
    await person.open()


async def moderator_finds_the_author_right(tern):
    await tern.choose("upheld", "yes")
    await tern.tab_to("[aria-labelledby=answer] [name=words]")
    await tern.page.keyboard.type("You spoke of yourself.")
    await tern.tab_to("[aria-labelledby=answer] button[type=submit]")
    await tern.open()
    await tern.reads("Answered. The author has been told.")


async def author_is_told(ada):
    await opens_the_newest_notice(ada)
    await ada.reads("The decision no longer holds")
    await ada.reads("You spoke of yourself.")
    await ada.look_in_every_theme()


async def everybody_reads(bo, post):
    await bo.go(post["address"])
    await bo.reads(WORDS)
