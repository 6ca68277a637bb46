"""A server between the browser and the site, which can spoil what comes through: workers fetch past Playwright."""

import http.client
import re
import threading
from contextlib import contextmanager
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
        found, body = self.ask()
        headers = {name: value for name, value in found.getheaders() if name.lower() not in ITS_OWN}
        if self.path == "/sw.js":
            headers["Cache-Control"] = "no-cache"  # in life it takes up to ten minutes until a browser asks
            body = (self.between.worker or self.between.changed(body.decode())).encode()
        elif "text/html" in headers.get("Content-Type", ""):
            self.between.come_back.wait()
            body = self.between.changed(body.decode()).encode()
        self.pass_on(found, headers, body)

    def ask(self):
        there = http.client.HTTPConnection(self.between.behind, timeout=30)
        wanted = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
        there.request("GET", self.path, headers=wanted | {"Host": self.between.behind})
        found = there.getresponse()
        return found, found.read()

    def pass_on(self, found, headers, body):
        is_page = "text/html" in headers.get("Content-Type", "")
        self.send_response(self.between.status if is_page and self.between.status else found.status)
        if "X-Copy" in headers:
            headers |= self.between.headers
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass
