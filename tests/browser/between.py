"""A server between the browser and the site, which can spoil what comes through: workers fetch past Playwright."""

import http.client
import re
import threading
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

ITS_OWN = {"connection", "transfer-encoding", "content-length", "server", "date"}


class Between:
    """Like a site that has been put up anew, or whose line is bad."""

    def __init__(self, site):
        self.behind = urlsplit(site.address).netloc
        self.words = {}  # of pages and of the worker: what stands there instead
        self.headers = {}  # of copies
        self.worker = ""  # in place of the whole worker
        self.status = 0  # of pages, in place of the site's own
        self.is_lost = False  # nothing comes through
        self.come_back = threading.Event()  # until then pages stall
        self.come_back.set()

    @contextmanager
    def standing(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Passing,), {"between": self}))
        self.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.come_back.set()
            server.shutdown()
            server.server_close()

    def changed(self, text):
        for old, new in self.words.items():
            text = re.sub(old, new, text)
        return text


class Passing(BaseHTTPRequestHandler):
    between: Between

    def do_GET(self):
        if self.between.is_lost:
            return  # without a word
        status, headers, body = self.ask()
        if self.path == "/sw.js":
            headers["Cache-Control"] = "no-cache"  # in life it takes up to ten minutes until a browser asks
            body = (self.between.worker or self.between.changed(body.decode())).encode()
        if "text/html" in headers.get("Content-Type", "") and self.command == "GET":
            self.between.come_back.wait()
            status = self.between.status or status
            body = self.between.changed(body.decode()).encode()
        self.pass_on(status, headers, body)

    do_POST = do_GET  # noqa: N815  # the names that the standard library looks for

    def ask(self):
        """With the address of this server as the host: forms and cookies of the site are then its own."""
        wanted = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with closing(http.client.HTTPConnection(self.between.behind, timeout=60)) as there:
            there.request(self.command, self.path, body=sent or None, headers=wanted)
            found = there.getresponse()
            told = [(name.title(), value) for name, value in found.getheaders() if name.lower() not in ITS_OWN]
            self.cookies = [value for name, value in told if name == "Set-Cookie"]
            return found.status, dict(told), found.read()

    def pass_on(self, status, headers, body):
        headers.pop("Set-Cookie", None)
        if "X-Copy" in headers:
            headers |= self.between.headers
        self.send_response(status)
        for name, value in [*headers.items(), *(("Set-Cookie", cookie) for cookie in self.cookies)]:
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on meanwhile
            self.wfile.write(body)

    def log_message(self, *words):
        pass
