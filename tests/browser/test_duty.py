"""Somebody is worried about somebody: from the report to whoever is on duty, who reads it, and hands over."""

import time

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import DEMO_PASSWORD, PATIENCE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
BOARD = "/boards/injections/"


async def arrive(site, browser, name):
    visitor = await Visitor.arrive(site, browser, viewport={"width": 320, "height": 800})
    await visitor.come_as(name)
    return visitor


async def test_whoever_is_on_duty_hears_of_a_risk_to_life_and_hands_over(site, browser):
    heron, friend = await arrive(site, browser, "GreyHeron"), await arrive(site, browser, "QuietTuesday")
    await take_the_whole_day(heron)

    await friend.go(BOARD)
    await friend.reads("A moderator is on duty until")
    await friend.page.locator(".list-rows__title a").first.click()
    more = await friend.page.locator("a[href^='/posts/'][href$='/more/']").first.get_attribute("href")
    await friend.go(f"/report/post/{more.split('/')[2]}/")
    await friend.reads("A moderator is on duty until")
    await friend.page.get_by_label("I am worried about someone's safety").check()
    await friend.press("Send the report")

    await hears_of_it(heron)
    assert "danger" not in await heron.mail_to("greyheron", "A message from the team")
    assert not await heron.page.locator(".report-text__words").first.is_visible()
    await heron.press("Take it on")
    await heron.page.get_by_text("Open to read").first.click()
    assert await heron.page.locator(".report-text__words").first.is_visible()
    assert await heron.page.evaluate(SMALL_TARGETS) == []
    await heron.press("Pass it on, no reason needed")
    await hand_over(heron)
    await friend.leave()
    await heron.leave()


async def take_the_whole_day(heron):
    """And the next one, should midnight come."""
    await heron.go("/moderation/rota/")
    await heron.page.locator("[name=days]").select_option("2")
    await heron.page.locator("[name=begins]").fill("00:00")
    await heron.page.locator("[name=ends]").fill("00:00")
    await heron.press("Take it")
    await heron.reads("on duty now")


async def hears_of_it(heron):
    """From a worker."""
    notice = heron.page.get_by_role("main").get_by_role("button", name="Somebody may be in danger.").first
    end = time.monotonic() + PATIENCE
    await heron.go("/notifications/")
    while not await notice.count() and time.monotonic() < end:
        await heron.page.wait_for_timeout(1000)
        await heron.go("/notifications/")
    await notice.click()
    await heron.look()


async def hand_over(heron):
    await heron.follow("Hand over")
    await heron.fill("For whoever comes next", "One case waits for a kind word.")
    await heron.press("Keep the note")
    await heron.reads("One case waits for a kind word.")
    assert await heron.page.evaluate(SMALL_TARGETS) == []


async def test_rota_training_and_debrief_need_no_script(site, browser):
    heron = await Visitor.arrive(site, browser, java_script_enabled=False)
    await heron.page.goto("/accounts/login/")
    await heron.page.locator("[name=login]").fill("GreyHeron")
    await heron.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await heron.page.locator("main form button[type=submit]").first.click()

    await heron.page.goto("/moderation/training/")
    await heron.page.locator("[name=items][value=playbook]").check()
    await heron.page.get_by_role("button", name="Keep this").click()
    assert "When you did it" in await heron.text()

    await heron.page.goto("/moderation/debrief/")
    await heron.page.get_by_label("What stays with you").fill("Written without a script.")
    await heron.page.get_by_role("button", name="Keep it for me").click()
    await heron.page.locator("summary.more__toggle").first.click()
    assert "Written without a script." in await heron.text()

    await heron.page.goto("/moderation/rota/")
    await heron.page.locator("[name=cases]").fill("5")
    await heron.page.get_by_role("button", name="Keep this number").click()
    assert await heron.page.locator("[name=cases]").input_value() == "5"
    await heron.leave()
