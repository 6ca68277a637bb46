"""Who may propose a change, and who answers."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.accounts.permissions import can_write


def can_suggest(member: User | AnonymousUser, *, now: datetime) -> bool:
    return can_write(member, now=now)


def can_answer_suggestions(member: User | AnonymousUser, *, now: datetime) -> bool:
    return isinstance(member, User) and member.is_editor and can_write(member, now=now)


def can_edit(member: User | AnonymousUser, *, now: datetime) -> bool:
    return isinstance(member, User) and member.is_editor and can_write(member, now=now)
