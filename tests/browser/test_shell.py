"""What a browser refuses on our behalf. Nothing of ours is among it: all other browser tests read the console."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]

ATTEMPTS = {
    "text as elements": "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "a document from text": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "a handler of its own": "document.body.setAttribute('onclick', '1')",
    "a policy of one's own": "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
async def test_text_cannot_become_elements(site, browser, attempt):
    visitor = await Visitor.arrive(site, browser)
    await visitor.page.goto("/about/")
    refused = f"() => {{ try {{ {attempt}; return ''; }} catch (error) {{ return error.name; }} }}"

    assert await visitor.page.evaluate(refused) == "TypeError"
    visitor.troubles.clear()  # the console said so, too
    await visitor.leave()


async def test_a_picture_from_elsewhere_is_refused(site, browser):
    visitor = await Visitor.arrive(site, browser)
    await visitor.page.goto("/about/")

    rule = await visitor.page.evaluate("""() => new Promise((done) => {
        document.addEventListener("securitypolicyviolation", (refused) => done(refused.effectiveDirective));
        new Image().src = "https://elsewhere.example/seen.png";
    })""")

    assert rule == "img-src"
    await visitor.context.close()  # `leave` would find that it was tried
