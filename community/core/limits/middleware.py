"""The one place through which every request passes that writes or searches."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community.core.limits.amounts import Kind
from community.core.limits.answers import ask_to_wait
from community.core.limits.counting import Who, seconds_to_wait
from community.core.limits.networks import mark_of_request

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class Limits:
    """After it is known who asks, before a view looks at anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        kinds = kinds_of(request)
        seconds = seconds_to_wait(who_asks(request), kinds) if kinds else 0
        return ask_to_wait(request, seconds=seconds) if seconds else None


def who_asks(request: HttpRequest) -> Who:
    user = request.user
    return Who(str(user.pk) if user.is_authenticated else "", mark_of_request(request))


def kinds_of(request: HttpRequest) -> list[Kind]:
    """Under which limits this falls; reading falls under none, unless it is an act by itself."""
    match, writes = request.resolver_match, request.method not in SAFE
    name = match.view_name if match else ""
    narrow = [kind for kind in settings.LIMITS if name in kind.routes and (writes or kind.counts_reading)]
    if not writes or any(kind.is_apart for kind in narrow):
        return narrow
    if request.FILES:
        narrow.append(settings.UPLOADS_LIMIT)
    return [settings.WRITES_LIMIT, *narrow]
