"""Which members were signed in on a device before. The device itself remembers it, in a signed cookie; we do not."""

from django.http import HttpRequest, HttpResponse

from community.accounts.decorators import LAST_HERE, mark_of
from community.accounts.models import User
from community.core.cookies import keep_signed, said_by, signed_by_us

COOKIE = "known"
YEAR = 365 * 24 * 3600
MOST = 5  # members on one device; the one who was away longest makes room


def is_known(request: HttpRequest, member: User) -> bool:
    """The older cookie knows who was here last, also from before there was this one."""
    mark = mark_of(member)
    return mark in marks_in(request) or said_by(request, LAST_HERE) == mark


def make_known(request: HttpRequest, response: HttpResponse, member: User) -> None:
    mark = mark_of(member)
    marks = [mark, *(other for other in marks_in(request) if other != mark)][:MOST]
    keep_signed(response, COOKIE, ".".join(marks), seconds=YEAR)


def marks_in(request: HttpRequest) -> list[str]:
    marks = signed_by_us(request, COOKIE, seconds=YEAR)
    return marks.split(".") if marks else []
