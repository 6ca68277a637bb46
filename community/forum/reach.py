"""Who reads what where: what a thread's readers gain and lose when it goes to another group."""

from django.db.models import Q

from community.accounts.models import User
from community.forum.models import Board, Post, Thread
from community.forum.querysets import BoardQuerySet
from community.groups.models import SupportGroup
from community.groups.querysets import moderated_by

OPENNESS = [SupportGroup.Privacy.PRIVATE, SupportGroup.Privacy.OPEN, SupportGroup.Privacy.PUBLIC]


def reaches_others(group: SupportGroup, *, there: SupportGroup) -> bool:
    """Would people read it there who may not read it here? Above the box stood who will: that is a promise."""
    if group == there:
        return False
    return group.privacy == SupportGroup.Privacy.PRIVATE or _openness(there) > _openness(group)


def reaches_fewer(group: SupportGroup, *, there: SupportGroup) -> bool:
    return group != there and _openness(there) < _openness(group)


def _openness(group: SupportGroup) -> int:
    return OPENNESS.index(SupportGroup.Privacy(group.privacy))


def writers_left_out(thread: Thread, *, there: SupportGroup) -> int:
    """How many wrote in the thread and could not read it in a private group they are not in."""
    if there.privacy != SupportGroup.Privacy.PRIVATE:
        return 0
    writers = User.objects.filter(pk__in=Post.objects.filter(thread=thread).values("author"), is_moderator=False)
    return writers.exclude(pk__in=there.memberships.values("member")).count()


def boards_for(thread: Thread, moderator: User) -> BoardQuerySet:
    """Boards that this moderator looks after and to which the words of this thread may go."""
    boards = Board.objects.visible_to(moderator).filter(moderated_by(moderator, path="group"))
    here = Q(group=thread.board.group)
    if thread.board.group.privacy != SupportGroup.Privacy.PRIVATE:
        here |= Q(group__privacy__in=OPENNESS[: _openness(thread.board.group) + 1])
    return boards.filter(here).select_related("group").order_by("group__name", "position", "pk")
