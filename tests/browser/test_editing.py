"""An editor changes an article: mistakes, mended, looked at, confirmed, published, and back again, with and without
scripts."""

import pytest

from tests.browser.calm import arrive

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
LIST = "/resources/editing/"
PAGE = "/resources/treatments/clinical-trials/"
CHOSEN = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
TICKS = ["T1", "T5", "T6"]


async def write(visitor, change, why):
    """Types into the text of the article; the page it comes back to is the one of the saved draft."""
    field = visitor.page.locator("[name=text]")
    await field.fill(change(await field.input_value()))
    await visitor.page.get_by_label("What changed, and why").fill(why)
    await visitor.press("Save as a draft")
    await visitor.reads("Saved as a draft.")


async def open_article(visitor):
    await visitor.go(LIST)
    await visitor.follow("C8 Clinical trials")


async def publish(visitor):
    for code in TICKS:
        await visitor.page.locator(f"[name={code}]").check()
    await visitor.press("Publish")
    await visitor.page.wait_for_url(f"**{PAGE}")


async def test_an_editor_mends_looks_confirms_publishes_and_goes_back(site, browser):
    editor = await arrive(site, browser, "InkAndPaper")
    page = editor.page
    await open_article(editor)
    await write(editor, lambda text: f"{text}\nNo source.\n".replace("id: C8", "id: C9"), "A source is missing.")
    await editor.reads("2 mistakes to mend")

    await page.locator(".mistakes a").last.click()
    assert await page.locator("[name=text]").evaluate(CHOSEN) == "No source."
    await write(
        editor,
        lambda text: text.replace("No source.", "Ask for more.\n[no claim]").replace("id: C9", "id: C8"),
        "One more line.",
    )
    await editor.reads("No mistakes were found.")
    await editor.follow("Preview the draft")
    await editor.reads("Ask for more.")
    await editor.follow("Go on to publish it")
    await editor.press("Publish")
    await editor.reads("Not confirmed yet: ")
    await publish(editor)
    await editor.reads("Ask for more.")
    await editor.reads("Last changed")

    await editor.follow("Edit this article")
    await editor.follow("History")
    await editor.follow("Version 1")
    await editor.press("Make this the draft")
    await editor.reads("The old text is the draft now.")
    await editor.follow("Go on to publish the draft")
    await publish(editor)
    assert "Ask for more." not in await editor.text()
    await editor.leave()


async def test_the_same_without_a_script(site, browser):
    plain = await arrive(site, browser, "InkAndPaper", java_script_enabled=False)
    page = plain.page
    await page.goto(LIST)
    await page.get_by_role("link", name="E2 ").click()
    text = await page.locator("[name=text]").input_value()

    await page.locator("[name=text]").fill(f"{text}\nNo source.\n")
    await page.get_by_role("button", name="Save as a draft").click()
    await page.get_by_text("Say in a sentence what changed, and why.").first.wait_for()
    await page.get_by_label("What changed, and why").fill("A line.")
    await page.get_by_role("button", name="Save as a draft").click()
    await page.get_by_text("1 mistake to mend").wait_for()
    await page.locator(".mistakes a").click()
    await page.wait_for_url("**#id_text")
    await page.locator("[name=text]").fill(f"{text}\nAsk for more.\n[no claim]\n")
    await page.get_by_label("What changed, and why").fill("A line.")
    await page.get_by_role("button", name="Save and preview").click()
    await page.get_by_text("Ask for more.").wait_for()
    await page.get_by_role("link", name="Go on to publish it").click()
    for code in TICKS:
        await page.locator(f"[name={code}]").check()
    await page.get_by_role("button", name="Publish", exact=True).click()
    await page.get_by_text("Published. Readers see it now.").wait_for()
    await plain.leave()
