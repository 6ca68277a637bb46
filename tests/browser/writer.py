"""Somebody who writes into a composer that saves drafts."""

import re
import time

from tests.browser.visitor import DEMO_PASSWORD, PATIENCE, Visitor

COMPOSER = "form[data-behavior~=draft]"
SAVES = re.compile(r"/drafts/[a-z]+:")  # the address of a save, not of the script


class Writer(Visitor):
    """Before the composer of a board."""

    @classmethod
    async def before(cls, board, site, browser, *, name="Kestrel", **options):
        writer = await cls.arrive(site, browser, **options)
        writer.board = f"/boards/{board}/new/"
        await writer.enter(name)
        await writer.page.goto(writer.board)
        return writer

    async def enter(self, name):
        """Without looking: axe does not run where JavaScript does not."""
        await self.page.goto("/accounts/login/")
        await self.page.locator("[name=login]").fill(name)
        await self.page.locator("[name=password]").fill(DEMO_PASSWORD)
        await self.page.locator("main form button[type=submit]").first.click()
        await self.page.wait_for_url("**/")

    async def has_its_script(self):
        await self.page.locator("[data-draft-button]").wait_for(state="hidden")

    async def type(self, words, name="body"):
        field = self.page.locator(f"{COMPOSER} [name={name}]")
        await self.has_its_script()
        await field.press("Control+End")
        await field.press_sequentially(words)

    async def body(self):
        await self.page.wait_for_load_state()
        return await self.page.locator(f"{COMPOSER} [name=body]").input_value()

    async def is_told(self, words):
        line = self.page.locator("[data-draft-line]")
        await line.filter(has_text=words).wait_for(timeout=45_000)  # longer than the page waits between two tries
        return await line.inner_text()

    async def writes(self, words, name="body"):
        """Typed, and saved 2 s later: seen in the request, for the words of the line may not change. Half of the words
        may be saved before, by a browser that stood still."""
        async with self.page.expect_response(lambda answer: carries(answer, words)) as answer:
            await self.type(words, name)
        return (await answer.value).status

    def saves(self, words):
        """Until these words are saved."""
        return self.page.expect_response(lambda answer: answer.ok and carries(answer, words))

    async def comes_back(self, words):
        """To the composer, once these are in it."""
        end = time.monotonic() + PATIENCE
        await self.page.goto(self.board)
        while words not in await self.body() and time.monotonic() < end:
            await self.page.wait_for_timeout(500)
            await self.page.goto(self.board)

    async def choose(self, button):
        await self.page.get_by_role("button", name=button, exact=True).click()

    async def post(self, send="Post thread"):
        await self.page.get_by_role("button", name=send, exact=True).click()

    async def draft(self, words):
        """The row of the list of drafts that has these words, as it is in the page; empty when there is none."""
        await self.page.goto("/drafts/")
        row = self.page.locator(".draft", has_text=words)
        return await row.inner_html() if await row.count() else ""


def carries(answer, words):
    """Of a save: form fields or JSON, in which no space stands as it is written."""
    sent = answer.request.post_data or ""
    return SAVES.search(answer.url) and words.strip() in sent
