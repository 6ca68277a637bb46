"""Pages for when something is wrong. They touch neither database nor session."""

import sys

import redis
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from community.core.display import display_from_cookie
from community.core.kept import kept_fields
from community.core.security_log import Event, note_event

DATABASE_TROUBLE = (OperationalError, InterfaceError)
REDIS_TROUBLE = (redis.ConnectionError, redis.TimeoutError)
TOO_MUCH = _("It is more than one form can take. A long text fits in parts; a picture may have 8 MB.")
TROUBLE = (*DATABASE_TROUBLE, *REDIS_TROUBLE)  # something the site needs is away, and no fault of the page


def name_of(problem: BaseException) -> str:
    """The setting to look at."""
    return "Redis unreachable (REDIS_URL)" if isinstance(problem, REDIS_TROUBLE) else "Database trouble (DATABASE_URL)"


def bare_page(
    request: HttpRequest, template: str, *, status: int, keep: bool = True, words: object = ""
) -> HttpResponse:
    """A page made from the request alone: the reader's theme, and what they typed with a button to send it again."""
    kept = kept_fields(request) if keep else []
    context = {
        "site_name": settings.SITE_NAME,
        "display": display_from_cookie(request),
        "kept": kept,
        "retry_url": request.get_full_path(),
        "csrf_token": get_token(request) if kept else "",
        "words": words,
    }
    return HttpResponse(render_to_string(template, context), status=status)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = bare_page(request, "503.html", status=503)
    response["Retry-After"] = "30"
    return response


def not_taken(request: HttpRequest, words: object, *, status: int) -> HttpResponse:
    """What was sent is not here, so only the browser can give it back."""
    return bare_page(request, "not_taken.html", status=status, keep=False, words=words)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400. Where no `WholeBody` stands before us, Django itself finds that a form is too large."""
    if isinstance(exception, RequestDataTooBig):
        return not_taken(request, TOO_MUCH, status=413)
    return bare_page(request, "400.html", status=400, keep=False)


def not_found(request: HttpRequest, exception: Exception | None = None, path: str = "") -> HttpResponse:
    """handler404. What was posted to something that is gone meanwhile is given back."""
    kept = kept_fields(request) if came_from_here(request) else []
    return render(request, "404.html", {"kept": kept}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403. The same for what may not be done any more, with the sentence of whoever refused it."""
    return render(request, "403.html", {"kept": kept_fields(request), "why": str(exception or "")}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database or Redis that went away is a 503 that says so; anything else is our fault and logged."""
    if isinstance(sys.exc_info()[1], TROUBLE):
        return unavailable(request)
    return bare_page(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before a sign-in: show the text and let it be sent again. Only what came from a page of ours: a
    hostile site must not get its form shown here with a valid token."""
    note_event(Event.FORGED_FORM)  # why: django.security.csrf
    return bare_page(request, "403_csrf.html", status=403, keep=came_from_here(request))


def came_from_here(request: HttpRequest) -> bool:
    """By what the browser itself says of the page that sent the form."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS
