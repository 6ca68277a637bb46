"""An article read aloud by the device's own voice: passage by passage, and only when asked."""

import json

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.speech import SPEECH, VOICES_LATE
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
PAGE = "/resources/treatments/botulinum-toxin-side-effects/"
WITH_A_TABLE = "/resources/treatments/choices-at-a-glance/"
NARROW = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
VOICE_FAR_AWAY = SPEECH.replace("localService: true", "localService: false")
VOICE_IN_FRENCH = SPEECH.replace("en-GB", "fr")
FAR = '{ name: "Far", lang: "en-GB", localService: false }'
BEING_READ = "[data-being-read]"
# Nothing stands over the first words of the passage that is being read.
BEGINS_IN_SIGHT = """() => {
  const passage = document.querySelector("[data-being-read]");
  const { left, top } = passage.getBoundingClientRect();
  return passage.contains(document.elementFromPoint(left + 8, top + 8));
}"""


async def open_page(site, browser, *, path=PAGE, speech=SPEECH, **options):
    visitor = await Visitor.arrive(site, browser, **options)
    await visitor.context.add_init_script(speech)
    await visitor.page.goto(path, wait_until="networkidle")
    return visitor


async def press(visitor, name):
    """As a person does; a second press within 400 ms would not count."""
    await visitor.page.wait_for_timeout(450)
    await visitor.page.get_by_role("button", name=name, exact=True).click()


async def said(visitor):
    return [text for text, _voice, _rate in await visitor.page.evaluate("heard.said")]


async def test_an_article_is_read_passage_by_passage_with_pause_and_stop(site, browser):
    visitor = await open_page(site, browser, **NARROW)
    assert await said(visitor) == []
    title = (await visitor.page.locator("h1").inner_text()).strip()

    await press(visitor, "Listen")
    assert await visitor.page.evaluate("heard.said") == [[title, "Near", 1]]
    assert await visitor.page.locator(BEING_READ).evaluate_all("(all) => all.map((one) => one.tagName)") == ["H1"]
    await visitor.look()
    assert await visitor.page.evaluate(SMALL_TARGETS) == []

    await visitor.page.evaluate("heard.finish()")
    await press(visitor, "Pause")
    await visitor.page.evaluate("heard.finish()")
    assert len(await said(visitor)) == 2
    await press(visitor, "Go on listening")
    texts = await said(visitor)
    assert [texts[2], len(texts)] == [texts[1], 3]

    await visitor.page.get_by_role("button", name="Stop", exact=True).focus()
    await press(visitor, "Stop")
    assert await visitor.page.locator(BEING_READ).count() == 0
    assert await visitor.page.evaluate("document.activeElement.textContent") == "Listen"
    await visitor.leave()


async def test_the_whole_article_is_read_and_never_where_it_comes_from(site, browser):
    visitor = await open_page(site, browser, path=WITH_A_TABLE)
    await press(visitor, "Listen")

    for _ in range(300):
        if not await visitor.page.locator(BEING_READ).count():
            break
        await visitor.page.evaluate("heard.finish()")

    text = " ".join(await said(visitor))
    assert await visitor.page.get_by_role("button", name="Listen", exact=True).is_visible()
    assert "In short" in text
    assert "Injections: A doctor puts small amounts" in text
    assert "Questions for your doctor" in text
    assert [
        word for word in ("our source document", "From another source", "On this page", "seen 2") if word in text
    ] == []
    await visitor.leave()


async def test_who_reads_along_finds_the_passage_in_sight_and_who_looks_elsewhere_stays_there(site, browser):
    visitor = await open_page(site, browser, **NARROW)
    await visitor.context.add_cookies([{"name": "display", "value": "dim-200", "url": site.address}])
    await visitor.page.reload(wait_until="networkidle")
    await press(visitor, "Listen")

    for _ in range(20):
        await visitor.page.evaluate("heard.finish()")
    assert await visitor.page.evaluate(BEGINS_IN_SIGHT)
    assert "Emergency: Hours to weeks" in " ".join(await said(visitor))
    await visitor.page.evaluate("scrollTo(0, 0)")
    await visitor.page.evaluate("heard.finish()")

    assert await visitor.page.evaluate("scrollY") == 0
    await visitor.leave()


async def test_a_double_press_of_listen_does_not_pause(site, browser):
    visitor = await open_page(site, browser)

    await visitor.page.get_by_role("button", name="Listen", exact=True).dblclick()

    assert await visitor.page.get_by_role("button", name="Pause", exact=True).is_visible()
    await visitor.leave()


@pytest.mark.parametrize("speech", [VOICE_FAR_AWAY, VOICE_IN_FRENCH])
async def test_without_a_voice_for_the_page_the_device_says_so_when_asked(site, browser, speech):
    visitor = await open_page(site, browser, speech=speech)
    sentence = visitor.page.get_by_text("This device has no voice of its own for the language of this page")
    assert await sentence.count() == 0

    await press(visitor, "Listen")

    await sentence.wait_for()
    assert await said(visitor) == []
    await visitor.leave()


async def test_listen_waits_for_voices_that_come_late(site, browser):
    visitor = await open_page(site, browser, speech=VOICES_LATE)

    await press(visitor, "Listen")
    await press(visitor, "Stop")
    await press(visitor, "Listen")
    assert [await said(visitor), await visitor.page.locator(BEING_READ).count()] == [[], 0]
    await visitor.page.evaluate("named = true")

    await visitor.page.locator(BEING_READ).wait_for()
    await visitor.page.wait_for_timeout(450)
    assert len(await said(visitor)) == 1
    await visitor.leave()


async def test_listen_that_was_stopped_stays_silent_when_the_voices_come(site, browser):
    visitor = await open_page(site, browser, speech=VOICES_LATE)

    await press(visitor, "Listen")
    await press(visitor, "Stop")
    await visitor.page.evaluate("named = true")

    await visitor.page.wait_for_timeout(450)
    assert await said(visitor) == []
    await visitor.leave()


async def test_without_any_voice_the_device_says_so_after_a_while(site, browser):
    visitor = await open_page(site, browser, speech=SPEECH.replace("() => voices", "() => []"))

    await press(visitor, "Listen")

    await visitor.page.get_by_text("nothing can be read aloud here").wait_for(timeout=20_000)
    assert await visitor.page.get_by_role("button", name="Listen", exact=True).is_visible()
    await visitor.leave()


@pytest.mark.parametrize(
    ("others", "chosen"),
    [
        ([("American", "en-US", False)], "Near"),
        ([("American", "en_US", True)], "American"),
        ([("Polish", "pl", True), ("Akan", "eng", False)], "Near"),
    ],
    ids=["same-country", "chosen-for-the-device", "other-languages"],
)
async def test_the_voice_is_the_one_that_fits_the_language_best(site, browser, others, chosen):
    listed = ", ".join(
        f'{{ name: "{name}", lang: "{lang}", localService: true, default: {json.dumps(default)} }}'
        for name, lang, default in others
    )
    visitor = await open_page(site, browser, speech=SPEECH.replace(FAR, listed))

    await press(visitor, "Listen")

    assert [voice for _text, voice, _rate in await visitor.page.evaluate("heard.said")] == [chosen]
    await visitor.leave()


async def test_a_voice_that_fails_stops_the_reading_where_it_is(site, browser):
    visitor = await open_page(site, browser)
    await press(visitor, "Listen")

    await visitor.page.evaluate("heard.fail()")

    assert len(await said(visitor)) == 1
    await visitor.page.get_by_text("nothing can be read aloud here").wait_for()
    await visitor.leave()


async def test_without_speech_or_script_there_is_no_listen_button(site, browser):
    visitor = await open_page(site, browser, speech="delete window.speechSynthesis")
    assert await visitor.page.get_by_role("button", name="Listen", exact=True).count() == 0
    await visitor.leave()

    visitor = await Visitor.arrive(site, browser, java_script_enabled=False)
    await visitor.page.goto(PAGE)
    assert await visitor.page.get_by_role("button", name="Listen", exact=True).count() == 0
    await visitor.leave()
