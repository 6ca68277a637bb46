"""A provider of mail, as far as a site can tell: a server of its own on a port."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DETOURS = (301, 302, 303, 307, 308)


class Interface(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        status, answer = self.server.answers.pop(0)
        self.send_response(status)
        if status in DETOURS:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_words):
        """Silent."""


@contextmanager
def answering():
    """With `answers` (status and JSON, one for each mail) to be given; `asked` holds what came."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Interface) as server:
        server.asked, server.answers = [], []
        listening = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        listening.start()
        yield server
        server.shutdown()
        listening.join()
