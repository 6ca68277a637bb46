"""Somebody whose account is switched off, after the right password or code: which page tells them why is for the app to
say that switched it off. The mark signs nobody in."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from community.accounts.models import User

MARK = "closed_member"
LASTS = timedelta(minutes=30)


def let_in(session: SessionBase, member: User, *, now: datetime) -> None:
    ends = (now + LASTS).timestamp()
    session[MARK] = {"pk": member.pk, "hash": member.get_session_auth_hash(), "ends": ends}


def closed_in(session: SessionBase, *, now: datetime) -> User | None:
    """Whom the mark names, while it lasts and the account is still switched off."""
    mark = session.get(MARK)
    if mark is None or mark["ends"] <= now.timestamp():
        return None
    member = User.objects.filter(pk=mark["pk"], is_active=False).first()
    if member is None or not constant_time_compare(mark["hash"], member.get_session_auth_hash()):
        return None
    return member


def forget_mark(session: SessionBase) -> None:
    session.pop(MARK, None)
