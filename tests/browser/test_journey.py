"""The journey of docs/acceptance/foundation.md: one path through every part of the product, in real browsers."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TITLE = "Hello from a windy place"


async def wren_arrives(site, browser):
    wren = await Visitor.arrive(site, browser, timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900})
    await wren.sign_up("Wren")
    return wren


async def test_the_whole_journey(site, browser):
    wren = await wren_arrives(site, browser)
    await wren_settles_in(wren)
    address = await wren_starts_a_thread(wren)
    quiet = await Visitor.arrive(site, browser, viewport={"width": 320, "height": 800})
    await quiet.sign_in("QuietTuesday")
    await quiet_replies(quiet, address)
    await wren_is_told(wren, address)
    await both_talk_live(wren, quiet)
    await wren_is_reminded_once(site, wren)
    await wren_reads(wren)
    await wren_reports(wren, address)
    await heron_decides(site, browser)
    await quiet_is_told(quiet, address)
    await a_visitor_sees_nothing(site, browser, [address])
    await wren.leave()
    await quiet.leave()


async def wren_settles_in(wren):
    """The guidelines once, a group, the zone from the browser."""
    assert wren.page.url.endswith("/welcome/")
    assert await wren.page.locator("[name=time_zone]").input_value() == "Europe/Berlin"
    await wren.page.get_by_label("I have read the guidelines").check()
    await wren.page.get_by_label("I agree that what I tell").check()
    await wren.page.get_by_label("Hemifacial spasm").check()
    await wren.press("Come in")
    assert "Today" in await wren.text()
    await wren.go("/")
    assert not wren.page.url.endswith("/welcome/")


async def wren_starts_a_thread(wren):
    await wren.go("/boards/hemifacial-spasm/")
    await wren.follow("Start a thread")
    await wren.page.locator("[name=title]").fill(TITLE)
    await wren.page.locator("[name=body]").fill("I am **new** here.\n\n- one eye\n- one mouth")
    await wren.page.locator("main form button[type=submit]:not([name])").first.click()
    await wren.look()
    assert await wren.page.locator(".post strong", has_text="new").count() == 1
    return wren.page.url


async def quiet_replies(quiet, address):
    await quiet.go(address)
    await quiet.page.locator("[name=body]").fill("Welcome. The kettle is on.")
    await quiet.page.locator("main form button[type=submit]:not([name])").last.click()
    await quiet.look()
    await quiet.reads("The kettle is on.")


async def wren_is_told(wren, address):
    """In the app, and by a mail that says neither what nor who nor where."""
    letter = await wren.mail_to("me.wren@members.example", "A new reply")  # waits for the worker, who tells both ways
    await wren.go("/notifications/")
    assert "QuietTuesday replied" in await wren.text()
    for word in ("spasm", "QuietTuesday", TITLE, "kettle"):
        assert word not in letter
    await wren.page.locator(".notification__open").first.click()
    await wren.look()
    await wren.reads("The kettle is on.")
    assert wren.page.url.startswith(address)


async def both_talk_live(wren, quiet):
    """Each sees the other's words without a reload; after a reload nothing is missing."""
    for person in (wren, quiet):
        await person.go("/rooms/injection-week/")
    await say(wren, "Is anybody here tonight?")
    await quiet.reads("Is anybody here tonight?")
    await say(quiet, "Yes. Feet up, lamp low.")
    await wren.reads("Yes. Feet up, lamp low.")
    before = await spoken(wren)
    await wren.page.reload()
    assert await spoken(wren) == before
    assert before[-2:] == ["Is anybody here tonight?", "Yes. Feet up, lamp low."]


async def say(person, words):
    await person.page.locator("main [name=body]").fill(words)
    await person.page.get_by_role("button", name="Send", exact=True).click()


async def spoken(person):
    return [text.strip() for text in await person.page.locator(".message__body").all_inner_texts()]


async def wren_is_reminded_once(site, wren):
    """Every 12 weeks at 09:00 of her own zone; when the day comes, one discreet mail and no second one."""
    await wren.go("/reminders/new/")
    await wren.page.locator("[name=title]").fill("botulinum toxin appointment")
    await wren.page.locator("[name=unit][value=weeks]").check()
    await wren.page.locator("[name=interval]").fill("12")
    for part, number in {"day": "3", "month": "3", "year": "2031"}.items():
        await wren.page.locator(f"[name=starts_on_{part}]").fill(number)
    await wren.page.locator("[name=local_time]").fill("09:00")
    await wren.page.locator("main form button[type=submit]").first.click()
    await wren.look()
    assert "Every 12 weeks at 09:00" in await wren.text()
    due = site.shell(
        "from community.reminders.models import Reminder as R; from django.utils import timezone;"
        "mine = R.objects.filter(owner__username='Wren'); print(mine.get().next_due_at.isoformat());"
        "mine.update(next_due_at=timezone.now())"
    )
    assert due == "2031-03-03T08:00:00+00:00"
    letter = await wren.mail_to("me.wren@members.example", "A reminder for you")
    assert "botulinum" not in letter
    assert "appointment" not in letter
    await wren.page.wait_for_timeout(25_000)  # longer than a beat tick: a second mail would have come
    sent = site.shell(
        "from community.notifications.models import Delivery as D;"
        "print(D.objects.filter(notification__kind='reminder', to_address='me.wren@members.example').count())"
    )
    assert sent == "1"
    await wren.go("/")
    assert "botulinum toxin appointment" in await wren.text()


async def wren_reads(wren):
    await wren.go("/resources/")
    await wren.follow("What is hemifacial spasm?")
    article = await wren.text()
    assert "Not yet checked by a health professional" in article
    assert "From our source document" in article
    await wren.go("/urgent-help/?country=DE")
    assert "112" in await wren.text()


async def wren_reports(wren, address):
    await wren.go(address)
    post = wren.page.locator(".post", has_text="The kettle is on.")
    await post.get_by_role("link", name="Report").click()
    await wren.look()
    await wren.page.locator("[type=radio][value=spam]").check()
    await wren.page.locator("[name=in_good_faith]").check()
    await wren.page.locator("main form button[type=submit]").first.click()
    await wren.look()


async def heron_decides(site, browser):
    """A moderator reads the text as it was and hides the post with a reason."""
    heron = await Visitor.arrive(site, browser, viewport={"width": 1280, "height": 900})
    await heron.sign_in("GreyHeron")
    await heron.go("/moderation/")
    await heron.page.locator(".case-row", has_text="Spam").get_by_role("link").first.click()
    await heron.look()
    assert "The kettle is on." in await heron.text()
    await heron.page.get_by_role("button", name="Take it on").click()
    await heron.page.locator("[name=outcome][value=hidden]").check()
    await heron.page.locator("[name=guideline]").first.wait_for(state="attached")
    await choose_first(heron.page, "guideline")
    await heron.page.locator(".decision-form [name=words]").fill("Kettles are sold elsewhere.")
    await heron.page.locator(".decision-form button[type=submit]").click()
    await heron.look()
    await heron.leave()


async def choose_first(page, name):
    if await page.locator(f"select[name={name}]").count():
        await page.locator(f"select[name={name}]").select_option(index=1)
    else:
        await page.locator(f"[type=radio][name={name}]").first.check()


async def quiet_is_told(quiet, address):
    await quiet.go(address)
    assert "The kettle is on." not in await quiet.page.content()
    await quiet.go("/notifications/")
    await quiet.page.locator(".notification__open", has_text="team").first.click()
    await quiet.look()
    assert "Kettles are sold elsewhere." in await quiet.text()
    assert "Wren" not in await quiet.text()


async def a_visitor_sees_nothing(site, browser, addresses):
    passer_by = await Visitor.arrive(site, browser)
    for address in addresses:
        assert await passer_by.go(address) == 404
        assert TITLE not in await passer_by.page.content()
    await passer_by.leave()
