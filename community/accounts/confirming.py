"""Asking once more on allauth's own pages. For that it would put the whole request into the session, with the network
address, the browser and every cookie; to send a form again, what was typed in it is enough."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve

from community.accounts.decorators import way_back
from community.accounts.models import User
from community.core.kept import kept_fields


class Confirming:
    """Comes after allauth's middleware, and so hears of it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, ReauthenticationRequired):
            return None
        if not isinstance(request.user, User):
            return redirect_to_login(way_back(request))
        ways = get_adapter().get_reauthentication_methods(request.user)
        if not ways:
            return None  # allauth refuses
        put_away(request)
        return redirect(f"{ways[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")


def put_away(request: HttpRequest) -> None:
    """For allauth to call `send_again` with. What waited before is not sent any more."""
    request.session.pop(STATE_SESSION_KEY, None)
    if request.method == "POST":
        sent = {"url": request.get_full_path(), "fields": kept_fields(request)}
        request.session[STATE_SESSION_KEY] = {"callback": f"{__name__}.{send_again.__name__}", "state": sent}


def send_again(request: HttpRequest, sent: dict[str, Any]) -> HttpResponse | None:
    """By the request that confirmed. None where that was for another page."""
    if get_next_redirect_url(request, REDIRECT_FIELD_NAME) != sent["url"]:
        return None
    url = urlsplit(sent["url"])
    request.path = request.path_info = url.path
    request.META["QUERY_STRING"] = url.query
    vars(request)["GET"] = QueryDict(url.query)
    request.POST = QueryDict(urlencode([(name, text) for name, text in sent["fields"]]))
    request.resolver_match = found = resolve(url.path)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response
