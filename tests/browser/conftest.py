import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from tests.browser.between import Between
from tests.browser.site import Site, fresh_database
from tests.plugin import find_chromium
from tests.translations import HEBREW, write_catalogue

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# One test follows the other, with the same members of the demo, faster than people write: how often they may is for
# tests that set it (tests/chat/test_limits.py, tests/core/limits).
HURRY = dict.fromkeys(("LIMITS_FACTOR", "ROOM_BURST", "ROOM_REPEATS", "BURST_POSTS", "SIGNUPS_PER_HOUR"), "1000")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """In English, and for whoever chooses it in Spanish or in a language that is written from right to left."""
    words = tmp_path_factory.mktemp("words")
    write_catalogue(words, HEBREW, language="he")
    spoken = {"LANGUAGES": "en-gb,he,es", "STEADFOLD_WORDS": str(words)}
    with fresh_database() as environment:
        environment |= spoken | HURRY
        there = Site(tmp_path_factory.mktemp("var"), environment, settings="tests.browser.two_languages")
        with there.running() as running:
            yield running


@pytest.fixture
def between(site):
    """The same site through a server that can spoil what comes through."""
    with Between(site).standing() as standing:
        yield standing


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium():
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium):
    """Nobody is left in it, also when a test failed before they went."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest.fixture(autouse=True)
def beginning(request):
    """Every test that needs the site finds it as the first one did."""
    if "site" in request.fixturenames:
        request.getfixturevalue("site").begin_again()
