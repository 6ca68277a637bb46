"""Without JavaScript, without a mouse, without the database: it still works, and nothing typed is lost."""

import pytest

from tests.browser.visitor import DEMO_PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]


async def submit(visitor, selector="main form button[type=submit]:not([name]):visible"):
    await visitor.page.locator(selector).last.click()
    await visitor.page.wait_for_load_state()


async def test_everything_but_live_news_works_without_javascript(site, browser):
    plain = await Visitor.arrive(site, browser, java_script_enabled=False)
    await plain.page.goto("/accounts/login/")
    await plain.page.locator("[name=login]").fill("QuietTuesday")
    await plain.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await submit(plain)

    await plain.page.goto("/boards/new-here/")
    await plain.page.locator(".list-rows__title a").first.click()
    await plain.page.locator("[name=body]").fill("Written without JavaScript.")
    await submit(plain)
    assert "Written without JavaScript." in await plain.text()

    await plain.page.goto("/rooms/lobby/")
    await plain.page.locator("main [name=body]").fill("Said without JavaScript.")
    await plain.page.get_by_role("button", name="Send", exact=True).click()
    assert "Said without JavaScript." in await plain.text()

    await plain.page.locator("summary", has_text="Display").click()
    await plain.page.locator("[name=theme][value=dim]").check(force=True)
    await plain.page.locator("form[action='/display/'] button[type=submit]").click()
    assert await plain.page.locator("html").get_attribute("data-theme") == "dim"
    await plain.leave()


async def tab_to(visitor, selector):
    """Press Tab until the element has focus, as somebody without a mouse does; how many times."""
    for presses in range(1, 80):
        await visitor.page.keyboard.press("Tab")
        if await visitor.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return presses
    raise AssertionError(f"Tab never reached {selector}")


async def test_the_keyboard_is_enough(site, browser):
    keys = await Visitor.arrive(site, browser)
    await keys.go("/accounts/login/")
    assert await tab_to(keys, ".skip-link") == 1
    await keys.page.keyboard.press("Enter")
    assert await keys.page.evaluate("document.activeElement.id") == "main"
    await tab_to(keys, "[name=login]")
    await keys.page.keyboard.type("Kestrel")
    await tab_to(keys, "[name=password]")
    await keys.page.keyboard.type(DEMO_PASSWORD)
    await keys.page.keyboard.press("Enter")
    await keys.page.wait_for_url(f"{site.address}/")

    await keys.go("/boards/new-here/")
    await tab_to(keys, ".list-rows__title a")
    await keys.page.keyboard.press("Enter")
    await keys.page.wait_for_url("**/threads/**")
    await tab_to(keys, "main [name=body]")
    await keys.page.keyboard.type("Typed with no mouse in the house.")
    await tab_to(keys, "main button[type=submit]")
    await keys.page.keyboard.press("Enter")
    await keys.reads("Typed with no mouse in the house.")
    await keys.leave()


async def test_focus_is_always_visible(site, browser):
    keys = await Visitor.arrive(site, browser)
    await keys.go("/")
    for _ in range(12):
        await keys.page.keyboard.press("Tab")
        width = await keys.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3
    await keys.leave()


async def test_text_survives_an_ended_sign_in(site, browser):
    member = await Visitor.arrive(site, browser)
    await member.sign_in("Kestrel")
    await member.go("/boards/injections/new/")
    await member.page.locator("[name=title]").fill("After the long phone call")
    await member.page.locator("[name=body]").fill("An hour of careful words.")
    await member.context.clear_cookies(name="sessionid")
    await submit(member)

    await member.page.locator("[name=login]").fill("Kestrel")
    await member.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await submit(member)
    await member.look()
    assert await member.page.locator("[name=body]").input_value() == "An hour of careful words."
    await member.press("Send it again")
    assert "/threads/" in member.page.url
    assert "An hour of careful words." in await member.text()
    await member.leave()


async def test_typed_text_and_urgent_help_survive_a_lost_database(site, browser):
    member = await Visitor.arrive(site, browser)
    await member.sign_in("Kestrel")
    await member.page.locator("summary", has_text="Display").click()
    await member.page.locator("[name=theme][value=dark]").check(force=True)
    await member.page.locator("form[action='/display/'] button[type=submit]").click()
    await member.go("/boards/injections/new/")
    await member.page.locator("[name=title]").fill("Written in the worst minute")
    await member.page.locator("[name=body]").fill("Words that must not be lost.")

    with site.without_database():
        await submit(member)
        await member.look()
        assert "What you typed is safe" in await member.text()
        assert await member.page.locator("[name=body]").input_value() == "Words that must not be lost."
        assert await member.page.locator("html").get_attribute("data-theme") == "dark"
        other = await member.context.new_page()
        assert (await other.goto("/urgent-help/")).status == 200
        assert "112" in await other.locator("main").inner_text()
        await other.close()

    await member.press("Send it again")
    assert "/threads/" in member.page.url
    assert "Words that must not be lost." in await member.text()
    member.troubles = [trouble for trouble in member.troubles if "503" not in trouble]
    await member.leave()


async def test_what_is_said_in_a_room_survives_an_ended_sign_in(site, browser):
    member = await Visitor.arrive(site, browser)
    await member.sign_in("QuietTuesday")
    await member.go("/rooms/help-hour/")
    await member.page.locator("main [name=body]").fill("Said after the sign-in had ended.")
    await member.context.clear_cookies(name="sessionid")
    await member.page.get_by_role("button", name="Send", exact=True).click()
    await member.page.wait_for_url("**/accounts/login/**")
    assert "Your text is kept" in await member.text()

    await member.page.locator("[name=login]").fill("QuietTuesday")
    await member.page.locator("[name=password]").fill(DEMO_PASSWORD)
    await submit(member)
    await member.press("Send it again")
    assert (await member.text()).count("Said after the sign-in had ended.") == 1
    await member.leave()


async def test_signing_in_again_in_another_tab_costs_no_message(site, browser):
    member = await Visitor.arrive(site, browser)
    await member.sign_in("QuietTuesday")
    await member.go("/rooms/help-hour/")
    await member.page.locator("main [name=body]").fill("Said with the token of another tab.")
    await member.context.clear_cookies(name="sessionid")
    room, member.page = member.page, await member.context.new_page()
    await member.sign_in("QuietTuesday")
    member.page = room
    await member.page.get_by_role("button", name="Send", exact=True).click()
    await member.page.locator(".message__body", has_text="Said with the token of another tab.").wait_for()
    await member.leave()
