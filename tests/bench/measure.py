"""Requests straight into Django's WSGI handler, timed by the CPU they cost."""

import io
import itertools
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import override_settings

TOKEN = "b" * 32  # a CSRF secret as the cookie carries it
EXPECTED = {"200 OK", "302 Found"}


class BareRequest(WSGIRequest):
    urlconf = "tests.bench.bare"


class BareHandler(WSGIHandler):
    """Django without any middleware."""

    request_class = BareRequest

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)


class Caller:
    """Sends one kind of request again and again."""

    def __init__(self, path: str, *, handler=WSGIHandler, cookies: str = "", posts: bool = False):
        self.path, _, self.query = path.partition("?")
        self.handler = handler()
        self.cookies = f"{cookies}; csrftoken={TOKEN}"
        self.posts = posts
        self.counter = itertools.count()

    def __call__(self) -> int:
        """The number of bytes that came back."""
        answer = {}
        chunks = self.handler(self.environ(), lambda status, headers: answer.update(status=status, headers=headers))
        size = sum(len(chunk) for chunk in chunks)
        chunks.close()
        if answer["status"] not in EXPECTED:
            raise RuntimeError(f"{self.path} answered {answer['status']}")
        return size

    def environ(self) -> dict:
        body = self.body() if self.posts else b""
        environ = {
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "REQUEST_METHOD": "POST" if self.posts else "GET",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(body),
        }
        setup_testing_defaults(environ)
        return environ

    def body(self) -> bytes:
        words = f"Reply {next(self.counter)}. " + "It was a calm day with few twitches. " * 16
        return urlencode({"body": words, "csrfmiddlewaretoken": TOKEN}).encode()


@dataclass
class Measured:
    name: str
    milliseconds: float  # of CPU in this process
    wall: float  # milliseconds, the database's work included
    kilobytes: float


def interleaved(callers: dict[str, Caller], *, rounds: int, requests: int) -> list[Measured]:
    """Every caller in every round, so that a busy moment of the machine hits all of them."""
    sizes = {name: caller() / 1000 for name, caller in callers.items()}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in callers}
    for _ in range(rounds):
        for name, caller in callers.items():
            times[name].append(milliseconds(caller, requests))
    return [
        Measured(name, *(statistics.median(column) for column in zip(*times[name], strict=True)), sizes[name])
        for name in callers
    ]


def milliseconds(caller: Caller, requests: int) -> tuple[float, float]:
    """CPU and wall time of one request."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(requests):
        caller()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return cpu * 1000 / requests, wall * 1000 / requests
