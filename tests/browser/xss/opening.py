"""Opens answers in Chromium as if the site had given them, and says what went wrong in each."""

import asyncio
import contextlib
import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.async_api import Error

TABS = 3
PATIENCE = 60  # seconds for one answer, which takes a tenth of one. Now and then a tab stands still for ever
TRIES = 3
NOT_HERE = ("Failed to load resource", "WebSocket connection")
NOT_PASSED = {"Location", "Content-Length", "Set-Cookie", "Strict-Transport-Security"}
LINGER = "new Promise((done) => setTimeout(done, 20))"  # ms: handlers of what failed to load come after the load
WORDS_OF_THE_ADMIN = b"""
globalThis.gettext = globalThis.gettext_noop = globalThis.ngettext = globalThis.pgettext = (words) => words;
globalThis.interpolate = (words) => words;
globalThis.get_format = () => '';
"""
WATCH = """
window.__went_wrong = [];
window.ran = (mark) => window.__went_wrong.push(`ran ${mark}`);
document.addEventListener('securitypolicyviolation', (event) =>
  window.__went_wrong.push(`refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
LOOK = """(isPage) => {
  const wrong = [...window.__went_wrong];
  for (const e of document.querySelectorAll('[data-planted], planted'))
    wrong.push(`became a part of the page: ${e.outerHTML.slice(0, 120)}`);
  for (const e of document.querySelectorAll('*'))
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) wrong.push(`handler: ${a.name}=${a.value.slice(0, 60)}`);
      const leads = /^(href|src|action|formaction|data|srcdoc|xlink:href|poster)$/i.test(a.name);
      if (leads && /^[\\s\\0-\\x1f]*(java\\s*script|vbscript|data:text)/i.test(a.value))
        wrong.push(`leads to ${a.value.slice(0, 80)}`);
    }
  if (isPage) {
    for (const [kind, most] of [['main', 1], ['title', 1], ['body', 1], ['h1', 1]]) {
      const there = document.querySelectorAll(kind + (kind === 'title' ? ':not(svg title)' : '')).length;
      if (there !== most) wrong.push(`${there} ${kind}`);
    }
    if (!document.title.trim()) wrong.push('no title');
  }
  return wrong;
}"""


class Opened:
    """A browser to whom the answers of one gathering are the whole world."""

    def __init__(self, context, address):
        self.context = context
        self.address = address
        self.found = {}

    @classmethod
    async def look_at_all(cls, browser, answers):
        """What went wrong, by answer."""
        with standing(answers) as address:
            opened = cls(await browser.new_context(service_workers="block"), address)
            await opened.context.add_init_script(WATCH)
            waiting = [(number, answer, TRIES) for number, answer in enumerate(answers)]
            await asyncio.gather(*(opened.work(waiting) for _tab in range(TABS)))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(opened.context.close(), PATIENCE)
        return {name: wrong for name, wrong in opened.found.items() if wrong}

    async def work(self, waiting):
        tab = await self.new_tab()
        while waiting:
            number, answer, tries = waiting.pop()
            try:
                self.found[f"{number} {answer.name}"] = await asyncio.wait_for(self.look(tab, number, answer), PATIENCE)
            except TimeoutError:  # the same again, in another tab
                self.found[f"{number} {answer.name}"] = ["stands still"]
                tab = await self.new_tab()
                if tries > 1:
                    waiting.append((number, answer, tries - 1))

    async def new_tab(self):
        """And what goes wrong in it."""
        page, wrong = await self.context.new_page(), []
        page.on("dialog", lambda dialog: self.dismiss(dialog, wrong))
        page.on("pageerror", lambda error: wrong.append(f"error {error}"))
        page.on("console", lambda said: self.note(said, wrong))
        page.on("request", lambda request: request.url.startswith(self.address) or wrong.append(f"asks {request.url}"))
        return page, wrong

    async def look(self, tab, number, answer):
        page, wrong = tab
        wrong.clear()
        try:
            await page.goto(f"{self.address}/answers/{number}/")
            await page.evaluate(LINGER)
            wrong += await page.evaluate(LOOK, answer.is_page and answer.has_shell)
        except Error as problem:
            wrong.append(f"went elsewhere, or broke: {problem.message.splitlines()[0]}")
        return list(wrong)

    @staticmethod
    async def dismiss(dialog, wrong):
        """Whoever listens has to: a page whose dialog stands open waits for ever, and its window does not close."""
        wrong.append(f"dialog {dialog.message}")
        await dialog.dismiss()

    @staticmethod
    def note(said, wrong):
        """Files and rooms that are not there say so; whatever else a page complains of counts."""
        if said.type == "error" and not any(words in said.text for words in NOT_HERE):
            wrong.append(f"said {said.text}")


@contextmanager
def standing(answers):
    """A server that gives them with their own headers, and the files of the site."""
    handler = type("Handler", (Giving,), {"answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Giving(BaseHTTPRequestHandler):
    answers: list
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        area, _, rest = self.path.lstrip("/").partition("/")
        if area == "answers" and rest.rstrip("/").isdigit():
            answer = self.answers[int(rest.rstrip("/"))]
            self.give(answer.body, [pair for pair in answer.headers if pair[0] not in NOT_PASSED])
        elif area == "static" and (path := finders.find(rest.partition("?")[0])):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            self.give(Path(path).read_bytes(), [("Content-Type", kind), ("Cache-Control", "max-age=600")])
        elif self.path.startswith("/admin/jsi18n/"):
            self.give(WORDS_OF_THE_ADMIN, [("Content-Type", "text/javascript")])
        else:
            self.give(b"", [("Content-Type", "text/plain")], status=404)

    def give(self, body, headers, status=200):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.give(b"", [("Content-Type", "text/plain")], status=204)

    def log_message(self, *words):
        pass
