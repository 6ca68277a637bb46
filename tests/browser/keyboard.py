"""Somebody without a mouse: Tab, Shift+Tab, Enter, Space and the arrows, and what is typed."""

from tests.browser.pages import SMALL_TARGETS
from tests.browser.visitor import Visitor

MOST_TABS = 25  # from the beginning of the content to what a page is for
MOST_CHOICES = 15
THEMES = ("dark", "light")

# What has the focus, and whether it can be seen that it has.
FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const seen = one.checkVisibility() && box.width > 1 && box.bottom > 0 && box.top < window.innerHeight;
  return {
    name: one.outerHTML.slice(0, 120),
    on_page: one !== document.body,
    visible: one.matches(':focus-visible') && ring && seen,
  };
}"""


class Typist(Visitor):
    @classmethod
    async def enter(cls, site, browser, name, password):
        """By the keyboard too. The context has no pointer to fall back on: `click` is never called."""
        typist = await cls.arrive(site, browser, viewport={"width": 1280, "height": 900})
        await typist.go("/accounts/login/")
        await typist.skip()
        await typist.tab_to("[name=login]")
        await typist.page.keyboard.type(name)
        await typist.tab_to("[name=password]")
        await typist.page.keyboard.type(password)
        await typist.open("Enter")
        return typist

    async def skip(self):
        """To the content, by the first link of every page."""
        await self.page.keyboard.press("Tab")
        assert await self.has_focus(".skip-link"), await self.focus()
        await self.sees_focus()
        await self.page.keyboard.press("Enter")
        assert await self.has_focus("#main"), await self.focus()

    async def tab_to(self, selector, *, most=MOST_TABS):
        """Whatever is passed on the way shows that it has the focus, too."""
        for _press in range(most):
            await self.page.keyboard.press("Tab")
            await self.sees_focus()
            if await self.has_focus(selector):
                return
        raise AssertionError(f"{selector} is more than {most} tabs away, after {await self.focus()}")

    async def choose(self, name, value):
        """One of a group of radio buttons, or of a list: Tab to it, then the arrows."""
        await self.tab_to(f"[name={name}]")
        option = f"[value={value}]:checked"
        chosen = self.page.locator(f"[name={name}]{option}, select[name={name}]:has({option})")
        if await self.page.locator(f"[type=radio][name={name}]").count() and not await chosen.count():
            await self.page.keyboard.press("Space")
        for _press in range(MOST_CHOICES):
            if await chosen.count():
                return
            await self.page.keyboard.press("ArrowDown")
            assert await self.has_focus(f"[name={name}]"), await self.focus()
            await self.sees_focus()
        raise AssertionError(f"{name} has no {value} within {MOST_CHOICES} arrows.")

    async def open(self, key="Enter"):
        """What the key does leads to a page."""
        async with self.page.expect_navigation():
            await self.page.keyboard.press(key)
        await self.look()

    async def look_in_every_theme(self):
        """Ends with the page as it was opened, with nothing in focus."""
        for theme in THEMES:
            await self.context.add_cookies([{"name": "display", "value": f"{theme}-100", "url": self.site.address}])
            await self.page.reload()
            await self.look()
        assert await self.page.evaluate(SMALL_TARGETS) == []

    async def has_focus(self, selector):
        found = self.page.locator(f"{selector}:focus")
        return await found.count() == 1

    async def focus(self):
        return (await self.page.evaluate(FOCUS))["name"]

    async def sees_focus(self):
        focus = await self.page.evaluate(FOCUS)
        assert focus["on_page"], f"{self.page.url}: nothing has the focus."
        assert focus["visible"], f"{self.page.url}: nobody sees that this has the focus: {focus['name']}"
