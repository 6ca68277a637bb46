"""Who may write in the forum. Reading is `visible_to(user)` in querysets.py."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.forum.models import Board, Thread
from community.groups.permissions import is_member


def can_start_thread(user: User | AnonymousUser, board: Board, *, now: datetime) -> bool:
    return can_write(user, now=now) and is_member(user, board.group)


def can_reply(user: User | AnonymousUser, thread: Thread, *, now: datetime) -> bool:
    return thread.locked_at is None and can_start_thread(user, thread.board, now=now)
