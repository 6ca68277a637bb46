"""Counts the pages of members that somebody opens, and asks those to wait who open more than people read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from community.accounts.models import User
from community.core.limits.answers import ask_to_rest
from community.core.limits.distinct import Most, open_page
from community.core.limits.networks import mark_of_request
from community.moderation.reading.alarm import raise_alarm
from community.moderation.reading.incidents import is_excused

PARTS = ("page", "before", "after", "upto", "day", "quote", "reply")  # of an address: each shows other words
SHARED = 2  # how many visitors one address is taken for


class ReadingAlarm:
    """After it is known who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        name = name_of(request) if match and match.view_name in settings.MEMBERS_PAGES else ""
        if not name:
            return None
        seconds = open_page(name, page_of(request), most_of(request))
        if not seconds or is_excused(name):
            return None
        member = request.user if isinstance(request.user, User) else None
        raise_alarm(name, member=member, now=timezone.now())
        return ask_to_rest(request, seconds=seconds)


def name_of(request: HttpRequest) -> str:
    """The account, whatever its sign-ins; of who is signed out the network; empty where that cannot be told."""
    user = request.user
    network = "" if user.is_authenticated else mark_of_request(request)
    return f"m{user.pk}" if user.is_authenticated else network and f"a{network}"


def most_of(request: HttpRequest) -> Most:
    times = settings.LIMITS_FACTOR * (1 if request.user.is_authenticated else SHARED)
    return Most(hour=int(settings.READ_PER_HOUR * times), day=int(settings.READ_PER_DAY * times))


def page_of(request: HttpRequest) -> str:
    """What differs between two pages; nothing of where somebody came from or what they asked to see in it."""
    if asks_for_news(request):
        return request.path
    return request.path + "".join(f"&{part}={request.GET[part]}" for part in PARTS if part in request.GET)


def asks_for_news(request: HttpRequest) -> bool:
    """An open room asks so by itself, each time after another event. With `upto` somebody asks for what was said."""
    match = request.resolver_match
    return match is not None and match.view_name == "chat:events" and "upto" not in request.GET
