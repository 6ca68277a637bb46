"""Sign-ins that those who run the site end (`manage.py sign_out`): of one member, or of everybody."""

from collections.abc import Collection
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from community.accounts.actions import drop_sessions, note_sign_in
from community.accounts.models import User
from community.accounts.sign_in_events import SignInEvent
from community.accounts.sign_ins import is_session_of
from community.core.realtime import group_of_member, poke


def sign_out(member: User, *, now: datetime) -> int:
    """Also while suspended, and on the way in. Says how many sessions there were."""
    return _end([one.pk for one in Session.objects.iterator() if is_session_of(member, one.get_decoded())], now=now)


def sign_everybody_out(*, now: datetime) -> int:
    """Every session of the site, those of visitors too: the way in of a thief may be in any of them."""
    return _end(list(Session.objects.values_list("pk", flat=True)), now=now)


@transaction.atomic
def _end(keys: Collection[str], *, now: datetime) -> int:
    """Noted on each member's own list of what happened; and whatever they hold open closes."""
    for row in UserSession.objects.filter(session_key__in=keys).select_related("user"):
        note_sign_in(row.user, result=SignInEvent.Result.BY_TEAM, device=row.user_agent, now=now)
        poke(group_of_member(row.user.pk), {})
    return drop_sessions(keys)
