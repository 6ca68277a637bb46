"""Pages for when something is wrong. They touch neither database nor session."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from community.core.display import display_from_cookie
from community.core.kept import kept_fields

DATABASE_TROUBLE = (OperationalError, InterfaceError)


def bare_page(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """A page made from the request alone: the reader's theme, and what they typed with a button to send it again."""
    kept = kept_fields(request)
    context = {
        "site_name": settings.SITE_NAME,
        "display": display_from_cookie(request),
        "kept": kept,
        "retry_url": request.get_full_path(),
        "csrf_token": get_token(request) if kept else "",
    }
    return HttpResponse(render_to_string(template, context), status=status)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = bare_page(request, "503.html", status=503)
    response["Retry-After"] = "30"
    return response


def not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Our 404 for addresses that nothing answers to; while DEBUG is on Django would show its own."""
    return page_not_found(request, Http404())


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database that went away is a 503 that says so; anything else is our fault and logged."""
    if isinstance(sys.exc_info()[1], DATABASE_TROUBLE):
        return unavailable(request)
    return bare_page(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before a sign-in, or with cookies off: show the text and let it be sent again."""
    return bare_page(request, "403_csrf.html", status=403)
