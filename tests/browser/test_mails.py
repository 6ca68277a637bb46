"""Every mail as a browser shows it: axe, light and dark, on a telephone."""

import pytest
from axe_playwright_python.async_playwright import Axe

from community.accounts.models import User
from community.notifications.letters import SUBJECTS, dress_up, write_address_check, write_catch_up, write_letter
from tests.factories import NOON
from tests.notifications.test_letters import EVERYTHING

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]

# A mail stands in the page of a mail program, which has the landmarks: its own would be a second main.
NO_PAGE = {rule: {"enabled": False} for rule in ("landmark-one-main", "region")}
OPTIONS = {"resultTypes": ["violations"], "preload": False, "rules": NO_PAGE}
SMALLEST = """() => Math.min(
  ...[...document.querySelectorAll('p, a, h1')].map((e) => parseFloat(getComputedStyle(e).fontSize))
)"""


def letters():
    reader = User(pk=1, username="Ada", email="ada@members.example", time_zone="Europe/Berlin")
    for kind in SUBJECTS:
        about = {"kind": kind, "recipient": reader, "path": "/x/", "due_at": NOON, "now": NOON}
        yield kind, write_letter(**about, numbers=EVERYTHING)
    words = "Ask-for-the-next-injection-appointment-" * 3
    yield "own words", write_letter(kind="reminder", recipient=reader, path="/x/", words=words, due_at=NOON, now=NOON)
    yield "catch_up", write_catch_up(reader)
    yield "address", write_address_check(reader, "/x/")
    yield "plain", dress_up(reader.email, "Your code · Steadfold", "Your code is:\n\nABC123")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_mail_is_fit_to_read(browser, scheme):
    page = await browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 800})
    for kind, letter in letters():
        await page.set_content(letter.html)
        results = await Axe().run(page, options=OPTIONS)
        assert results.violations_count == 0, f"{kind}\n{results.generate_report()}"
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320, kind

        assert await page.evaluate(SMALLEST) >= 16, kind
    await page.close()
