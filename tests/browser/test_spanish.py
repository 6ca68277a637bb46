"""Articles for a reader of Spanish: fit to use, without scripts too, and read aloud by a voice of their language."""

import pytest

from tests.browser.pages import SMALL_TARGETS
from tests.browser.speech import SPEECH
from tests.browser.test_listening import press
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]
TRANSLATED = "/resources/understanding/what-is-hemifacial-spasm/"
ONLY_ENGLISH = "/resources/other-spasms/esophageal-spasm/"
OTHERS = [f"{TRANSLATED}?in=en", "/resources/", "/resources/understanding/", "/resources/glossary/", "/urgent-help/"]
TWO_VOICES = SPEECH.replace(
    '{ name: "Far", lang: "en-GB", localService: false }', '{ name: "Cerca", lang: "es-ES", localService: true }'
)
# Words of the content whose nearest language is not the one they stand in.
LANGUAGES = """(selector) => [...new Set([...document.querySelectorAll(selector)].map(
  (one) => one.closest("[lang]").lang
))]"""


@pytest.mark.parametrize("width", [320, 1280])
async def test_pages_in_spanish_are_fit_to_use(site, browser, width):
    visitor = await Visitor.arrive(site, browser, viewport={"width": width, "height": 800}, locale="es")
    for path in [TRANSLATED, ONLY_ENGLISH, *OTHERS]:
        assert await visitor.go(path) == 200
        assert await visitor.page.evaluate(SMALL_TARGETS) == []
    assert visitor.troubles == []
    await visitor.leave()


@pytest.mark.parametrize(("path", "language"), [(TRANSLATED, "es"), (ONLY_ENGLISH, "en")])
async def test_words_stand_in_the_language_they_say(site, browser, path, language):
    visitor = await Visitor.arrive(site, browser, locale="es", java_script_enabled=False)
    await visitor.page.goto(path)

    content = "h1, .article__scope, .claim__text, .care-card li, .article__body h2, .article__questions li"
    assert await visitor.page.evaluate(LANGUAGES, content) == [language]
    assert await visitor.page.evaluate(LANGUAGES, ".sources__title") == ["en"]
    assert await visitor.page.evaluate(LANGUAGES, ".claim__basis, .notice, .glossary dt") == ["es"]
    await visitor.leave()


async def test_the_english_text_is_one_link_away_and_so_is_the_way_back(site, browser):
    visitor = await Visitor.arrive(site, browser, locale="es", java_script_enabled=False)
    await visitor.page.goto(TRANSLATED)

    await visitor.page.locator("a[hreflang=en]").click()
    assert await visitor.page.locator("h1").inner_text() == "What is hemifacial spasm?"
    await visitor.page.locator("a[hreflang=es]").click()
    assert await visitor.page.locator("h1").inner_text() == "¿Qué es el espasmo hemifacial?"
    await visitor.leave()


@pytest.mark.parametrize(("path", "voice"), [(TRANSLATED, "Cerca"), (ONLY_ENGLISH, "Near")])
async def test_each_passage_is_read_by_a_voice_of_its_language(site, browser, path, voice):
    visitor = await Visitor.arrive(site, browser, locale="es")
    await visitor.context.add_init_script(TWO_VOICES)
    await visitor.page.goto(path, wait_until="networkidle")

    await press(visitor, "Escuchar")
    await visitor.page.evaluate("heard.finish()")

    assert [who for _text, who, _rate in await visitor.page.evaluate("heard.said")] == [voice, voice]
    await visitor.leave()
