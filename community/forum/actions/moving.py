"""Take a thread to another board."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.forum.actions.renumbering import count_threads, pictures_follow
from community.forum.actions.team import in_hand, tell_in
from community.forum.models import Board, Thread, ThreadEvent
from community.forum.reach import reaches_others
from community.groups.permissions import can_moderate


@transaction.atomic
def move_thread(
    thread: Thread, *, to: Board, moderator: User, there_until: datetime | None = None, now: datetime
) -> bool:
    """Everything in it comes along, also what people wrote who are not in the other group. False: it is there. What
    stood `there_until` a moment may return to its readers, if nothing was written in it since."""
    thread = in_hand(thread, moderator=moderator)
    if thread.board_id == to.pk:
        return False
    if there_until is None or not _is_unchanged(thread, since=there_until):
        must_take_in(thread, to, moderator=moderator)
    elif not can_moderate(as_now(moderator), to.group):
        raise PermissionDenied(_("You do not moderate the group of that board."))
    Thread.objects.filter(pk=thread.pk).update(board=to)
    count_threads(of={thread.board_id: -1, to.pk: 1})
    pictures_follow(thread, board=to)
    tell_in(thread, ThreadEvent.Kind.MOVED, moderator=moderator, now=now)
    return True


def _is_unchanged(thread: Thread, *, since: datetime) -> bool:
    return not thread.posts.filter(Q(created_at__gt=since) | Q(edited_at__gt=since)).exists()


def must_take_in(thread: Thread, board: Board, *, moderator: User) -> None:
    """May words of this thread go to that board at the hands of this moderator?"""
    board = Board.objects.select_related("group").get(pk=board.pk)  # who reads there may have changed
    if not can_moderate(as_now(moderator), board.group):
        raise PermissionDenied(_("You do not moderate the group of that board."))
    if reaches_others(thread.board.group, there=board.group):
        raise PermissionDenied(_("People who may not read it here could read it there: it was not written for them."))
