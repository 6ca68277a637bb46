"""The list of a member's sign-ins: each device once, when it was used last, and neither an address nor a place."""

from contextlib import suppress

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from community.accounts.actions import list_sign_in
from community.accounts.devices import device_of
from community.accounts.models import User

SEEN = "seen"  # in the session: its key, and when the list was told last
HOUR = 3600


def put_on_list(request: HttpRequest, member: User) -> None:
    """A test client signs in without a browser."""
    key, now = request.session.session_key, timezone.now()
    if key is None:
        return
    list_sign_in(member, session_key=key, device=device_of(request.META.get("HTTP_USER_AGENT", "")), now=now)
    request.session[SEEN] = [key, int(now.timestamp())]


def say_it_was_seen(request: HttpRequest, member: User) -> None:
    """Once an hour at most, which also lets the sign-in last its fourteen days from then on. A sign-in from before
    there was a list, or under a new key, gets on it. No page fails for it."""
    key, at = request.session.get(SEEN) or (None, 0)
    if key == request.session.session_key and timezone.now().timestamp() - at < HOUR:
        return
    with suppress(DatabaseError):
        put_on_list(request, member)
