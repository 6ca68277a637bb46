"""A passkey in a real browser, with an authenticator that the browser itself plays: made, used to sign in, taken away.

Under the site's own Content-Security-Policy, at localhost: a passkey belongs to a name, and 127.0.0.1 is none.
"""

import re
from types import SimpleNamespace

import pytest

from tests.browser.visitor import DEMO_PASSWORD, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
ADD, MINE = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/"
HOME = re.compile(r"//localhost:\d+/$")


@pytest.fixture
def named(site):
    return SimpleNamespace(address=site.address.replace("127.0.0.1", "localhost"))


async def with_device(site, browser, *, owner_agrees=True, **options):
    """Somebody whose device has a PIN or reads a finger."""
    visitor = await Visitor.arrive(site, browser, **options)
    device = await visitor.context.new_cdp_session(visitor.page)
    await device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    facts = {**kind, "isUserVerified": owner_agrees, "automaticPresenceSimulation": True}
    await device.send("WebAuthn.addVirtualAuthenticator", {"options": facts})
    return visitor


async def use(visitor, name, *, leads_to):
    """The button, and what the device and the server then do one after the other."""
    await visitor.take_time()
    await visitor.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    await visitor.page.wait_for_url(leads_to)
    await visitor.look()


async def make_passkey(visitor, *, name="My lamp", alone=True):
    await visitor.go(ADD)
    await visitor.fill("Name of the passkey", name)
    await visitor.page.get_by_label("I want to sign in with it alone").set_checked(alone)
    await use(visitor, "Make the passkey", leads_to="**/recovery-codes/")
    await visitor.reads("The passkey is added.")


async def sign_out(visitor):
    await visitor.go("/accounts/logout/")
    await visitor.press("Sign out")


async def remove_passkeys(visitor):
    """The members of the demo are shared."""
    await visitor.go(MINE)
    while await visitor.page.get_by_role("link", name="Remove").count():
        await visitor.page.get_by_role("link", name="Remove").first.click()
        await visitor.press("Remove it")
    await visitor.reads("You have none.")
    await visitor.leave()


async def test_passkey_signs_in_alone_and_confirms(named, browser):
    visitor = await with_device(named, browser, viewport={"width": 320, "height": 800})
    await visitor.sign_in("QuietTuesday")
    await make_passkey(visitor)
    assert "recovery codes" in (await visitor.text()).lower()
    await sign_out(visitor)

    await visitor.go("/accounts/login/")
    await use(visitor, "Sign in with a passkey", leads_to=HOME)
    await visitor.go(MINE)
    assert "Signs in alone." in await visitor.text()
    await visitor.go("/accounts/2fa/webauthn/reauthenticate/?next=/settings/")
    await use(visitor, "Use a passkey", leads_to=re.compile(r"\d/settings/$"))

    await remove_passkeys(visitor)
    assert visitor.troubles == []


async def test_passkey_is_the_second_step_after_the_password(named, browser):
    visitor = await with_device(named, browser)
    await visitor.sign_in("QuietTuesday")
    await make_passkey(visitor, alone=False)
    await sign_out(visitor)

    await visitor.sign_in("QuietTuesday")
    assert "The second step" in await visitor.text()
    await use(visitor, "Use a passkey instead", leads_to=HOME)
    await visitor.go(MINE)
    assert "Comes after the password." in await visitor.text()

    await remove_passkeys(visitor)
    assert visitor.troubles == []


async def test_owner_who_does_not_agree_is_told_and_nothing_is_made(named, browser):
    visitor = await with_device(named, browser, owner_agrees=False)
    await visitor.sign_in("QuietTuesday")
    await visitor.go(ADD)
    await visitor.page.get_by_role("button", name="Make the passkey").click()

    await visitor.reads("Your device did not give the passkey.")
    await visitor.go(MINE)
    assert "You have none." in await visitor.text()
    await visitor.leave()


async def test_without_a_name_or_javascript_the_page_says_so(site, named, browser):
    at_an_address = await Visitor.arrive(site, browser)
    without = await Visitor.arrive(named, browser, java_script_enabled=False)
    for visitor in (at_an_address, without):
        await visitor.page.goto("/accounts/login/")
        assert not await visitor.page.get_by_role("button", name="Sign in with a passkey").is_visible()
        await visitor.page.locator("[name=login]").fill("QuietTuesday")
        await visitor.page.locator("[name=password]").fill(DEMO_PASSWORD)
        await visitor.page.locator("main form button[type=submit]").first.click()
        await visitor.page.goto(ADD)
        assert await visitor.page.get_by_text("Here your browser cannot make one.").is_visible()
        assert not await visitor.page.get_by_role("button", name="Make the passkey").is_visible()
        await visitor.leave()
