"""Whether somebody is old enough to join. The day of birth is reckoned with and forgotten: it stands in no table,
session, cookie or log. What stays is that the answer was good, when, and by which rule; or, on the device, that it was
not."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from community.accounts.models import User
from community.core.cookies import keep_signed, signed_by_us

YEARS, RULE = 18, 1  # another number of years, or another way to ask, is another rule
PASS, LATER = "joins_since", "joins_later"  # in sessions and a cookie; whoever finds them does not learn why
PASS_LASTS = timedelta(days=1)
STOP_LASTS = timedelta(days=7)


def is_old_enough(born: date, *, today: date) -> bool:
    """Who was born on 29 February is a year older on 1 March."""
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) >= YEARS


def let_join(session: SessionBase, *, now: datetime) -> None:
    session[PASS] = now.timestamp()


def joins_since(request: HttpRequest) -> datetime | None:
    """When the question was answered well on this device, if that was lately and nothing was said against it."""
    now, answered = timezone.now(), request.session.get(PASS)
    if answered is None or is_stopped(request, now=now):
        return None
    since = datetime.fromtimestamp(answered, tz=UTC)
    return since if now - since < PASS_LASTS else None


def stop(request: HttpRequest, response: HttpResponse, *, now: datetime) -> None:
    """Twice, so that neither another day nor signing out or a closed browser opens the way for a while."""
    request.session.pop(PASS, None)
    request.session[LATER] = (now + STOP_LASTS).timestamp()
    keep_signed(response, LATER, "1", seconds=round(STOP_LASTS.total_seconds()))


def is_stopped(request: HttpRequest, *, now: datetime) -> bool:
    by_cookie = signed_by_us(request, LATER, seconds=round(STOP_LASTS.total_seconds()))
    return bool(by_cookie) or request.session.get(LATER, 0) > now.timestamp()


def write_down(member: User, *, answered_at: datetime | None) -> None:
    """On a new account, before it is saved. None where nobody is asked."""
    if answered_at is not None:
        member.age_ok_at, member.age_rule = answered_at, RULE


def with_query(request: HttpRequest, path: str) -> str:
    """The same words behind the address (an invitation, where to go next) on the way to the question and back."""
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
