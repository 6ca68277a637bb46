"""Whoever was not asked about a text as it stands now is asked once, on the way to the next page of the community."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

from community.accounts.models import User

# Not information, urgent help, reports, settings, one's own data and the way out: these are never in between.
AREAS = {"groups", "forum", "chat", "conversations", "reminders", "digests", "search"}
PAGES = {"pages:home"}
NOT_THERE = {"reminders:answer_by_mail"}  # whoever presses in a mail answers, and need not be the member


class AskOnce:
    """Only where a page was opened: what is sent, and what scripts fetch, goes its way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or not user.is_to_be_asked or match is None:
            return None
        if not is_asked_at(match) or not opens_a_page(request):
            return None
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{reverse('pages:welcome')}?{query}")


def is_asked_at(match: ResolverMatch) -> bool:
    return match.view_name in PAGES or (bool(AREAS & set(match.namespaces)) and match.view_name not in NOT_THERE)


def opens_a_page(request: HttpRequest) -> bool:
    """A browser that opens a page says that it takes HTML; one that fetches a part or a picture does not."""
    is_fetched = "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest", "document") != "document"
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "") and not is_fetched
