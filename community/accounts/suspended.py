"""What somebody whose account is suspended still reaches: why, and the way to ask again.

A mark in the session says who they are, for a while. It signs nobody in: everywhere else they are a visitor.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.urls import Resolver404, resolve
from django.utils.crypto import constant_time_compare

from community.accounts.backends import is_switched_off
from community.accounts.models import User

MARK = "suspended_member"
LASTS = timedelta(hours=12)  # an answer to the team may be written with pauses


def let_in(session: SessionBase, member: User, *, now: datetime) -> None:
    """After a right password or code, or from a sign-in that was still open."""
    ends = (now + LASTS).timestamp()
    session[MARK] = {"pk": member.pk, "hash": member.get_session_auth_hash(), "ends": ends}


def suspended_in(session: SessionBase, *, now: datetime) -> User | None:
    """Whom the mark names, while it lasts and the account is still suspended."""
    mark = session.get(MARK)
    if mark is None or mark["ends"] <= now.timestamp():
        return None
    return _suspended(mark["pk"], mark["hash"], now=now)


def end_sign_in(session: SessionBase, *, now: datetime) -> None:
    """What is left of the sign-in of a suspended member becomes the mark."""
    member = _suspended(session[SESSION_KEY], session.get(HASH_SESSION_KEY, ""), now=now)
    if member is None:
        return
    for name in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY):
        session.pop(name, None)
    let_in(session, member, now=now)


def is_for_suspended(address: str | None) -> bool:
    """Whether the view there is behind `member_or_suspended_required`."""
    try:
        view = resolve(urlsplit(address or "").path).func
    except Resolver404:
        return False
    return getattr(view, "is_for_suspended", False)


def forget_mark(session: SessionBase) -> None:
    session.pop(MARK, None)


def _suspended(pk: int | str, session_hash: str, *, now: datetime) -> User | None:
    """The hash is that of a sign-in: a new password ends what the old one opened."""
    member = User.objects.filter(pk=pk, is_active=True).first()
    if member is None or is_switched_off(member) or not member.is_suspended_at(now):
        return None
    return member if constant_time_compare(session_hash, member.get_session_auth_hash()) else None
