"""Whose sign-ins are still good, for many sessions at once: what every request asks of its own."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from community.accounts.backends import MembersBackend
from community.accounts.models import User


def members_signed_in(keys: Collection[str], *, now: datetime) -> dict[str, User]:
    """By session key, in two queries. Like `django.contrib.auth.get_user` it leaves out the suspended and those who
    are switched off, and sessions from before a change of password."""
    rows = Session.objects.filter(session_key__in=set(keys), expire_date__gt=now)
    sessions = {row.session_key: row.get_decoded() for row in rows}
    wanted = {key: data[SESSION_KEY] for key, data in sessions.items() if SESSION_KEY in data}
    members = User.objects.in_bulk([int(pk) for pk in wanted.values()])
    found = {key: members[int(pk)] for key, pk in wanted.items() if int(pk) in members}
    return {key: member for key, member in found.items() if _is_good(sessions[key], member)}


def _is_good(session: dict[str, str], member: User) -> bool:
    """A key that the site signs with no more is told from the next page, which renews the session."""
    hashes = [member.get_session_auth_hash(), *member.get_session_auth_fallback_hash()]
    known = session.get(HASH_SESSION_KEY, "")
    return any(constant_time_compare(known, one) for one in hashes) and MembersBackend().user_can_authenticate(member)
