"""One person with one browser. Every page they visit is looked at by axe, and every request is written down."""

import re
import time
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

AXE = "axe.run({resultTypes: ['violations'], preload: false})"
WEAR = "([theme, size]) => Object.assign(document.documentElement.dataset, {theme, textSize: size})"
A_MOMENT = 0.5  # seconds
PATIENCE = 120  # seconds for what a worker does: its clock ticks every 20, and others are before it
PASSWORD = "a quiet horse at noon"
DEMO_PASSWORD = "demo-community"


class Visitor:
    def __init__(self, site, context, page):
        self.site = site
        self.context = context
        self.page = page
        self.hosts = set()
        self.troubles = []
        self.checked = set()
        self.pressed_at = 0.0
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("console", self.note)

    @classmethod
    async def arrive(cls, site, browser, **options):
        context = await browser.new_context(base_url=site.address, **options)
        return cls(site, context, await context.new_page())

    def note(self, message):
        expected = "the server responded with a status of 4"
        if message.type in ("error", "warning") and expected not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    async def go(self, path):
        response = await self.page.goto(path)
        await self.look()
        return response.status

    async def look(self):
        """The page as it is now has no accessibility violation that axe can see, and no sideways scrolling."""
        await self.page.wait_for_load_state()
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE_SCRIPT)
        results = AxeResults(await self.page.evaluate(AXE))
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        wide, seen = await self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= seen, f"{self.page.url} is {wide} px wide in a window of {seen}"
        self.checked.add(urlsplit(self.page.url).path)

    async def wear(self, theme, width, size):
        """The page that is open, as its reader would have it with another display: nothing is loaded again."""
        await self.page.set_viewport_size({"width": width, "height": 800})
        await self.page.evaluate(WEAR, [theme, str(size)])

    async def follow(self, name):
        await self.page.get_by_role("link", name=name).first.click()
        await self.look()

    async def press(self, name):
        await self.click(self.page.get_by_role("main").get_by_role("button", name=name, exact=True).first)
        await self.look()

    async def click(self, button):
        """A busy browser takes its time: the moment counts from when it has pressed."""
        await self.take_time()
        await button.click()
        self.pressed_at = time.monotonic()

    async def take_time(self):
        """Two presses of a person; what comes within 400 ms is a double click to the site, and dropped."""
        sooner = self.pressed_at + A_MOMENT - time.monotonic()
        if sooner > 0:
            await self.page.wait_for_timeout(sooner * 1000)
        self.pressed_at = time.monotonic()

    async def fill(self, label, text):
        await self.page.get_by_label(label).first.fill(text)

    async def reads(self, text):
        await self.page.get_by_text(text).first.wait_for(timeout=30_000)

    async def text(self):
        """Of the whole page: a click is over when the next one has begun to come."""
        await self.page.wait_for_load_state()
        return await self.page.locator("main").inner_text()

    async def sign_up(self, name):
        await self.go("/accounts/signup/")
        for box, number in {"Day": "27", "Month": "3", "Year": "1964"}.items():
            await self.page.get_by_label(box, exact=True).fill(number)
        await self.press("Go on")
        await self.fill("Pseudonym", name)
        await self.fill("E-mail", f"me.{name.lower()}@members.example")
        await self.page.locator("[name=password1]").fill(PASSWORD)
        await self.press("Join")
        await self.page.locator("[name=code]").fill(await self.code_from_mail(name))
        await self.page.locator("main form button[type=submit]").first.click()
        await self.look()

    async def come_as(self, name):
        """Signed in without the form, for tests of what comes after it."""
        cookie = {"name": "sessionid", "value": self.site.key_for(name), "url": self.site.address}
        await self.context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])

    async def sign_in(self, name, password=DEMO_PASSWORD):
        await self.go("/accounts/login/")
        await self.page.locator("[name=login]").fill(name)
        await self.page.locator("[name=password]").fill(password)
        await self.page.locator("main form button[type=submit]").first.click()
        await self.look()

    async def code_from_mail(self, name):
        mail = await self.mail_to(f"{name.lower()}@members.example")
        return re.search(r"code is:\s+(\S+)", mail).group(1)

    async def mail_to(self, address, subject=""):
        """The text of the newest mail, waiting for the worker to send it."""
        mails = await self.context.new_page()
        letter = mails.locator("article").filter(has_text=address).filter(has_text=subject).first
        end = time.monotonic() + PATIENCE
        await mails.goto("/dev/mail/")
        while not await letter.count() and time.monotonic() < end:
            await mails.wait_for_timeout(500)
            await mails.goto("/dev/mail/")
        assert await letter.count(), f"No mail to {address}. The page says: {await self.text()}"
        text = await letter.inner_text()
        await mails.close()
        return text

    async def leave(self):
        await self.context.close()
        assert self.hosts == {urlsplit(self.site.address).netloc}
        assert self.troubles == []
