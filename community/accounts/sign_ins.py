"""Whose sign-ins are still good, for many sessions at once: what every request asks of its own. And a member's own."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from community.accounts.backends import MembersBackend
from community.accounts.decorators import mark_of
from community.accounts.devices import in_words
from community.accounts.models import User
from community.accounts.sign_in_list import lasts_too_long
from community.accounts.suspended import MARK


@dataclass(frozen=True)
class SignIn:
    pk: int
    session_key: str
    device: str
    since: datetime
    last_seen_at: datetime
    is_this_one: bool


def members_signed_in(keys: Collection[str], *, now: datetime) -> dict[str, User]:
    """By session key, in two queries. Like `django.contrib.auth.get_user` it leaves out the suspended and those who
    are switched off, and sessions from before a change of password or that have lasted too long."""
    rows = Session.objects.filter(session_key__in=set(keys), expire_date__gt=now)
    sessions = {row.session_key: row.get_decoded() for row in rows}
    young = {key: data for key, data in sessions.items() if not lasts_too_long(data, now=now)}
    wanted = {key: data[SESSION_KEY] for key, data in young.items() if SESSION_KEY in data}
    members = User.objects.in_bulk([int(pk) for pk in wanted.values()])
    found = {key: members[int(pk)] for key, pk in wanted.items() if int(pk) in members}
    return {key: member for key, member in found.items() if _is_good(sessions[key], member)}


def _is_good(session: dict[str, str], member: User) -> bool:
    """A key that the site signs with no more is told from the next page, which renews the session."""
    hashes = [member.get_session_auth_hash(), *member.get_session_auth_fallback_hash()]
    known = session.get(HASH_SESSION_KEY, "")
    return any(constant_time_compare(known, one) for one in hashes) and MembersBackend().user_can_authenticate(member)


def sign_ins_of(member: User, *, here: str | None, now: datetime) -> list[SignIn]:
    """This device first, then by last use."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=member)}
    found = [_sign_in(rows[key], here) for key in members_signed_in(rows, now=now)]
    return sorted(found, key=lambda one: (one.is_this_one, one.last_seen_at), reverse=True)


def _sign_in(row: UserSession, here: str | None) -> SignIn:
    return SignIn(
        pk=row.pk,
        session_key=row.session_key,
        device=in_words(row.user_agent),
        since=row.created_at,
        last_seen_at=row.last_seen_at,
        is_this_one=row.session_key == here,
    )


def is_session_of(member: User, data: dict[str, Any]) -> bool:
    """Signed in, suspended, on the way in, or with a text of theirs that could not be sent."""
    whose = {str(data.get(SESSION_KEY)), str(data.get(MARK, {}).get("pk"))}
    is_on_the_way = (data.get(LOGIN_SESSION_KEY) or {}).get("user_pk") == user_pk_to_url_str(member)
    is_kept = data.get("kept", {}).get("whose") == mark_of(member)
    is_named = bool(member.email and json.dumps(member.email) in json.dumps(data))
    return str(member.pk) in whose or is_on_the_way or is_kept or is_named
