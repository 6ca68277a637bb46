"""After signing out no page of the member stays on the screen, in any tab."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.asyncio(loop_scope="session")]


async def test_signing_out_in_one_tab_empties_the_others_and_back_shows_nothing(site, browser):
    kestrel = await Visitor.arrive(site, browser)
    await kestrel.sign_in("QuietTuesday")
    await kestrel.page.goto("/settings/")
    other = await kestrel.context.new_page()
    await other.goto("/reminders/")
    await other.get_by_role("heading", name="Reminders", exact=True).wait_for()

    await kestrel.page.goto("/accounts/logout/")
    await kestrel.page.get_by_role("main").get_by_role("button", name="Sign out").click()

    await other.wait_for_url("**/accounts/login/**")
    await kestrel.page.wait_for_url(f"{site.address}/")
    await kestrel.page.go_back()
    await kestrel.page.go_back()
    assert "/accounts/login/" in kestrel.page.url
    await kestrel.context.close()
