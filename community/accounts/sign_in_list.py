"""The list of a member's sign-ins: each device once, when it was used last, and neither an address nor a place. And how
long a sign-in lasts at most, and under which key."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from community.accounts.actions import follow_sign_in, list_sign_in
from community.accounts.devices import device_of
from community.accounts.models import User

SEEN = "seen"  # in the session: its key, and when the list was told last
BEGAN = "began"  # there too: when the member signed in, which nothing but signing in again moves
HOUR = 3600


def put_on_list(request: HttpRequest, member: User) -> None:
    """A test client signs in without a browser."""
    key, now = request.session.session_key, timezone.now()
    request.session.setdefault(BEGAN, int(now.timestamp()))  # of a sign-in from before it was counted: from now on
    if key is None:
        return
    list_sign_in(member, session_key=key, device=device_of(request.META.get("HTTP_USER_AGENT", "")), now=now)
    request.session[SEEN] = [key, int(now.timestamp())]


def begin(request: HttpRequest, member: User) -> None:
    """A session may be older than the sign-in in it."""
    request.session.pop(BEGAN, None)
    put_on_list(request, member)


def say_it_was_seen(request: HttpRequest, member: User) -> None:
    """Once an hour at most, which also lets the sign-in last its fourteen days from then on. A sign-in from before
    there was a list, or under a new key, gets on it. No page fails for it."""
    key, at = request.session.get(SEEN) or (None, 0)
    if key == request.session.session_key and timezone.now().timestamp() - at < HOUR:
        return
    with suppress(DatabaseError):
        put_on_list(request, member)


@receiver(authentication_step_completed)
def renew_key(request: HttpRequest, user: User, *, reauthenticated: bool = False, **_: Any) -> None:
    """Whoever confirmed that it is them goes on under a new key, and the old one opens nothing more. Signing in needs
    none of this: Django gives a new key by itself."""
    old = request.session.session_key
    if not reauthenticated or old is None:
        return
    request.session.cycle_key()
    new, now = str(request.session.session_key), timezone.now()
    follow_sign_in(user, old=old, new=new)
    request.session[SEEN] = [new, int(now.timestamp())]


def lasts_too_long(session: SessionBase | dict[str, Any], *, now: datetime) -> bool:
    """However often it is used, a sign-in ends some day, and its member shows again who they are."""
    moment = now.timestamp()
    return bool(moment - session.get(BEGAN, moment) >= settings.SIGN_IN_LASTS_AT_MOST)


def end_of_itself(session: SessionBase) -> None:
    """What was typed and not sent stays, for nobody but the member it belongs to."""
    kept = session.get("kept")
    session.flush()
    if kept:
        session["kept"] = kept
