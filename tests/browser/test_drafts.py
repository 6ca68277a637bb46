"""Nothing typed is lost: drafts save themselves, on several devices, over a lost network and an ended sign-in."""

import pytest

from tests.browser.writer import SAVES, Writer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
SAVED = "Draft saved"


async def test_what_is_typed_is_on_the_next_device(site, browser):
    desk = await Writer.before("medicines", site, browser)
    assert await desk.writes("Half a ") == 200
    assert SAVED in await desk.is_told(SAVED)
    assert await desk.writes("thought") == 200
    async with desk.saves("A title"):
        await desk.type("A title", "title")
        await desk.page.locator("[name=title]").blur()
    await desk.look()

    phone = await Writer.before("medicines", site, browser, viewport={"width": 320, "height": 700})
    assert await phone.body() == "Half a thought"
    assert await phone.page.locator("[name=title]").input_value() == "A title"
    await phone.is_told(SAVED)
    assert "Half a thought" in await phone.draft("A title")
    await phone.page.locator(".draft", has_text="A title").get_by_role("link", name="Go on writing").click()
    assert phone.page.url.endswith(phone.board)
    for person in (desk, phone):
        assert await person.page.evaluate("localStorage.length + sessionStorage.length") == 0
        await person.leave()


async def test_nothing_is_sent_when_nothing_was_typed(site, browser):
    reader = await Writer.before("work-driving-screens", site, browser)
    sent = []
    reader.page.on("request", lambda request: sent.append(request.url) if SAVES.search(request.url) else None)
    await reader.page.locator("[name=title]").focus()
    await reader.page.locator("[name=body]").focus()
    await reader.page.wait_for_timeout(3000)
    await reader.page.goto("/boards/work-driving-screens/")
    assert sent == []
    await reader.leave()


async def test_leaving_the_page_saves_the_last_words(site, browser):
    writer = await Writer.before("work-driving-screens", site, browser)
    await writer.type("Typed, and gone at once.")
    await writer.page.goto("/about/")
    await writer.comes_back("Typed, and gone at once.")
    assert await writer.body() == "Typed, and gone at once."
    await writer.leave()


async def two_devices(board, site, browser):
    """The desk has saved what the phone does not know, and the phone is told so."""
    desk = await Writer.before(board, site, browser)
    phone = await Writer.before(board, site, browser)
    assert await desk.writes("From the desk.") == 200
    assert await phone.writes("From the phone.") == 409
    await phone.is_told("Another version was saved elsewhere. Both are kept")
    assert await phone.body() == "From the phone."
    assert await phone.page.evaluate("document.activeElement.name") == "body"
    assert await phone.page.locator("[data-draft-text]").input_value() == "From the desk."
    await phone.look()
    return desk, phone


async def test_of_two_devices_one_keeps_its_own_and_the_other_text_stays(site, browser):
    desk, phone = await two_devices("surgery", site, browser)
    assert await phone.writes(" And more.") == 409
    await phone.choose("Keep mine")
    await phone.is_told(SAVED)
    assert await phone.page.locator("[data-draft-text]").count() == 0
    assert await phone.writes(" And on.") == 200

    row = await phone.draft("From the phone. And more. And on.")
    assert row.count("Another version, kept from") == 1
    assert "From the desk." in row
    await phone.page.goto(phone.board)
    assert "Another version of this text is kept under Drafts" in await phone.text()
    await desk.leave()
    await phone.leave()


async def test_of_two_devices_one_takes_the_others_text_and_its_own_stays(site, browser):
    desk, phone = await two_devices("injections", site, browser)
    await phone.type(" Last words.")
    await phone.choose("Use that text")
    await phone.is_told("Yours is kept under Drafts")
    assert await phone.body() == "From the desk."
    assert await phone.writes(" Gone on at the phone.") == 200

    row = await phone.draft("From the desk. Gone on at the phone.")
    assert row.count("Another version, kept from") == 1
    assert "From the phone. Last words." in row
    await desk.leave()
    await phone.leave()


async def test_without_a_network_it_says_so_and_saves_when_it_is_back(site, browser):
    writer = await Writer.before("diagnosis-and-tests", site, browser)
    await writer.has_its_script()
    await writer.context.set_offline(True)
    await writer.type("Written in a tunnel.")
    await writer.is_told("Not saved, trying again")
    await writer.page.wait_for_timeout(3000)  # one try more
    await writer.context.set_offline(False)
    await writer.is_told(SAVED)
    writer.troubles = [trouble for trouble in writer.troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]
    assert await writer.draft("Written in a tunnel.")
    await writer.leave()


async def test_an_answer_that_does_not_come_is_told_after_two_seconds(site, browser):
    writer = await Writer.before("cramps-hands-feet-chest", site, browser)
    await writer.context.route(SAVES, lambda route: None)
    await writer.type("Written on a bad line.")
    await writer.is_told("Not saved, trying again")
    await writer.context.unroute_all(behavior="ignoreErrors")
    await writer.is_told(SAVED)
    await writer.leave()


async def test_words_typed_on_after_a_lost_answer_are_no_second_text(site, browser):
    writer = await Writer.before("diagnosis-and-tests", site, browser, name="QuietTuesday")

    async def lose(route):
        await route.fetch()
        await route.abort()

    await writer.page.route(SAVES, lose)
    await writer.type("It arrived,")
    await writer.is_told("Not saved, trying again")
    await writer.type(" and nobody knew.")
    async with writer.saves("nobody knew."):
        await writer.page.unroute(SAVES)
    await writer.is_told(SAVED)
    row = await writer.draft("It arrived, and nobody knew.")
    assert row
    assert "Another version" not in row
    writer.troubles = [trouble for trouble in writer.troubles if "ERR_FAILED" not in trouble]
    await writer.leave()


async def test_an_ended_sign_in_is_told_and_healed_in_another_tab(site, browser):
    writer = await Writer.before("feelings-family-friends", site, browser)
    await writer.context.clear_cookies(name="sessionid")
    assert await writer.writes("Written after the sign-in had ended.") == 403
    await writer.is_told("Your text is safe on this page: sign in in another tab")
    await writer.look()

    composer = writer.page
    async with writer.context.expect_page() as tab:
        await writer.page.get_by_role("link", name="Sign in (opens a new tab)").click()
    writer.page = await tab.value
    await writer.come_as("Kestrel")
    await writer.page.close()
    writer.page = composer
    await writer.is_told(SAVED)
    await writer.type(" And posted.")
    await writer.type("Healed", "title")
    await writer.post()  # with the token of the new sign-in: no page in between asks to send it again
    await writer.reads("Written after the sign-in had ended. And posted.")
    await writer.leave()


async def test_the_next_member_on_the_device_gets_none_of_it(site, browser):
    writer = await Writer.before("medicines", site, browser, name="QuietTuesday")
    composer, writer.page = writer.page, await writer.context.new_page()
    await writer.context.clear_cookies(name="sessionid")
    await writer.come_as("GreyHeron")
    writer.page = composer
    assert await writer.writes("Not for Heron's eyes.") == 403
    await writer.is_told("Your text is safe on this page")
    assert not await writer.draft("Not for Heron's eyes.")
    await writer.leave()


async def test_what_is_posted_leaves_no_draft_even_with_a_save_on_its_way(site, browser):
    writer = await Writer.before("hemifacial-spasm", site, browser)
    await writer.writes("A title of its own", "title")

    async def slowly(route):
        await writer.page.wait_for_timeout(1000)
        await route.continue_()

    await writer.page.route(SAVES, slowly)
    async with writer.page.expect_request(SAVES):
        await writer.type("Posted while it was being saved.")
    await writer.post()
    await writer.page.wait_for_url("**/threads/**")
    assert "Posted while it was being saved." in await writer.text()

    await writer.page.goto(writer.board)
    assert await writer.body() == ""
    assert not await writer.draft("A title of its own")


async def test_coming_back_to_what_was_posted_makes_no_draft_of_it(site, browser):
    writer = await Writer.before("hemifacial-spasm", site, browser, name="QuietTuesday")
    await writer.type("Posted once", "title")
    await writer.type("And looked at again.")
    await writer.post()
    await writer.page.wait_for_url("**/threads/**")
    await writer.page.go_back()
    await writer.page.wait_for_timeout(3000)
    assert not await writer.draft("Posted once")
    await writer.leave()


async def test_typed_on_after_a_preview_is_no_conflict(site, browser):
    writer = await Writer.before("blepharospasm-and-eyelids", site, browser)
    assert await writer.writes("Before the preview") == 200
    await writer.type(", unsaved")
    async with writer.page.expect_response(SAVES) as answer:
        await writer.choose("Preview")
        await writer.page.wait_for_url("**#preview")
    assert (await answer.value).status == 200  # what came with the preview is saved, though nobody types on
    assert await writer.writes(" and on") == 200
    assert await writer.draft("Before the preview, unsaved and on")
    await writer.leave()


async def test_without_javascript_there_is_a_button(site, browser):
    plain = await Writer.before("blepharospasm-and-eyelids", site, browser, name="GreyHeron", java_script_enabled=False)
    await plain.page.locator("[name=body]").fill("Written without JavaScript.")
    await plain.choose("Save draft")
    assert SAVED in await plain.text()
    assert await plain.body() == "Written without JavaScript."
    await plain.page.goto(plain.board)
    assert await plain.body() == "Written without JavaScript."

    other = await Writer.before("blepharospasm-and-eyelids", site, browser, name="GreyHeron")
    assert await other.writes(" And with it.") == 200
    await plain.page.locator("[name=body]").fill("Written on without it.")
    await plain.choose("Save draft")
    assert "There are two versions of this text" in await plain.text()
    assert await plain.body() == "Written on without it."
    await plain.choose("Save draft")
    assert "Written without JavaScript. And with it." in await other.draft("Written on without it.")
    await plain.leave()
    await other.leave()


async def test_a_deleted_draft_can_be_put_back(site, browser):
    writer = await Writer.before("surgery", site, browser, name="QuietTuesday")
    await writer.writes("Deleted by a trembling hand.")
    await writer.go("/drafts/")
    await writer.page.locator(".draft", has_text="trembling").get_by_role("button", name="Delete").click()
    await writer.look()
    await writer.page.locator(".notice", has_text="trembling").get_by_role("button", name="Put it back").click()
    await writer.look()
    assert await writer.page.locator(".draft", has_text="trembling").count() == 1
    await writer.leave()
