"""Which members were signed in on a device before. The device itself remembers it, in a signed cookie; we do not."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from community.accounts.decorators import LAST_HERE, mark_of
from community.accounts.models import User

COOKIE = "known"
YEAR = 365 * 24 * 3600
MOST = 5  # members on one device; the one who was away longest makes room


def is_known(request: HttpRequest, member: User) -> bool:
    """The older cookie knows who was here last, also from before there was this one."""
    mark = mark_of(member)
    return mark in marks_in(request) or request.COOKIES.get(LAST_HERE) == mark


def make_known(request: HttpRequest, response: HttpResponse, member: User) -> None:
    mark = mark_of(member)
    marks = [mark, *(other for other in marks_in(request) if other != mark)][:MOST]
    response.set_signed_cookie(
        COOKIE, ".".join(marks), max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def marks_in(request: HttpRequest) -> list[str]:
    try:
        return str(request.get_signed_cookie(COOKIE, max_age=YEAR)).split(".")
    except (KeyError, BadSignature):
        return []
