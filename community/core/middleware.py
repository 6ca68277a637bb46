"""What a request must be before anything reads it, and how what is not there is told."""

import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from community.core.features import closed_apps
from community.core.logs import request_id
from community.core.metrics import REQUESTS
from community.core.security_log import Event, note_event
from community.core.views import bare_page, not_found


def as_sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With the headers that every page has, for one that is made before the middleware (`bodies.py`)."""
    SecurityMiddleware(lambda _request: response).process_response(request, response)
    CSPMiddleware(lambda _request: response).process_response(request, response)
    XFrameOptionsMiddleware(lambda _request: response).process_response(request, response)
    return Shell(lambda _request: response)(request)


class OverHttps:
    """A page that is asked for in the clear leads on to https (Django's). A program, and whoever sends something, is
    told: led on, it would do it in the clear again and again, and nobody would see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SECURE_SSL_REDIRECT or request.is_secure() or is_for_people(request):
            return self.get_response(request)
        answer = HttpResponse("Use https.", status=403, content_type="text/plain; charset=utf-8")
        return as_sent(request, answer)


def is_for_people(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and not re.match(settings.FOR_PROGRAMS, request.path)


class WithoutNul:
    """No address and no cookie of ours holds a NUL, and PostgreSQL takes none in a text. What stands behind a question
    mark goes on without it; forms say so themselves (`forms.storable`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        while "%00" in request.META.get("QUERY_STRING", ""):  # one may come together when another one goes
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        if "\0" in request.path:
            note_event(Event.NOT_TAKEN, status=404, what="nul")
            return HttpResponse("There is no such page.", status=404, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class NoBlankPage:
    """Whoever opens an address that only takes what a form sends is told to go back: Django would show nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
            response.content = bare_page(request, "400.html", status=405, keep=False).content
        return response


class WithoutSwitchedOff:
    """The pages of what an operator has closed are not there for anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        place = request.resolver_match
        return not_found(request) if place is not None and place.app_name in closed_apps() else None


class Numbered:
    """A request has a number of its own by chance, which its records carry, and those of the tasks it asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class Measured:
    """How long each page took, by the name of its route: addresses hold names and numbers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_PORT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        place = request.resolver_match
        view = place.view_name if place is not None else ""
        REQUESTS.labels(view or "none", str(response.status_code)).observe(time.perf_counter() - began)
        return response


class Shell:
    """Pages, pictures and static files alike are for nobody's site but ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in settings.SHELL_HEADERS.items():
            response.setdefault(name, value)
        return response


class OwnNotFound:
    """While DEBUG is on: what is not there is told as on a real site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return not_found(request) if isinstance(problem, Http404) else None
