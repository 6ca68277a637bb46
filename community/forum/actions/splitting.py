"""Give some posts of a thread a thread of their own."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.forum.actions import renumbering
from community.forum.actions.blocking import blocks_follow
from community.forum.actions.moving import must_take_in
from community.forum.actions.team import in_hand, tell_in
from community.forum.models import Alias, Board, Post, Thread, ThreadEvent, ThreadRead


@transaction.atomic
def split_thread(
    thread: Thread, *, posts: Collection[int], title: str, board: Board, moderator: User, now: datetime
) -> Thread:
    """The new thread. `posts` are keys of posts with a number, never all of them; held ones stay."""
    thread = in_hand(thread, moderator=moderator)
    must_take_in(thread, board, moderator=moderator)
    everything = renumbering.numbered(thread)
    moved = [post for post in everything if post.pk in posts]
    stayed = [post for post in everything if post.pk not in posts]
    if not moved or not stayed or len(moved) != len(set(posts)):
        raise PermissionDenied(_("At least one post goes and at least one stays."))
    own = _thread_for(moved[0], thread, board=board, title=title)
    _marks_follow(thread, own, stayed=_numbers(stayed), moved=_numbers(moved))
    _events_follow(thread, stayed=_numbers(stayed))
    _carry(own, moved)
    for half, rest in ((thread, stayed), (own, moved)):
        renumbering.renumber(rest, thread=half)
        renumbering.settle_thread(half)
        renumbering.reasons_follow(half)
    renumbering.drop_lost_answer(thread)
    renumbering.count_threads(of={board.pk: 1})
    renumbering.pictures_follow(own, board=board)
    tell_in(thread, ThreadEvent.Kind.SPLIT_OFF, moderator=moderator, now=now, other=own)
    tell_in(own, ThreadEvent.Kind.SPLIT_FROM, moderator=moderator, now=now, other=thread)
    own.refresh_from_db()
    return own


def _numbers(posts: list[Post]) -> list[int]:
    return [post.number or 0 for post in posts]


def _thread_for(first: Post, thread: Thread, *, board: Board, title: str) -> Thread:
    """As slow, as locked and with the notes of the thread it comes from: a split opens and uncovers nothing."""
    return Thread.objects.create(
        board=board,
        author=first.author,
        title=title,
        content_notes=thread.content_notes | first.content_notes,
        team_notes=thread.team_notes | first.team_notes,
        slow_seconds=thread.slow_seconds,
        locked_at=thread.locked_at,
        created_at=first.published_at or first.created_at,
        last_post_at=first.published_at or first.created_at,
    )


def _marks_follow(thread: Thread, own: Thread, *, stayed: list[int], moved: list[int]) -> None:
    """Read stays read on both sides, as far as it was read, and who watches the thread watches both."""
    marks = list(thread.reads.select_for_update())
    there = [_mark_in(own, mark, number=bisect_right(moved, mark.number)) for mark in marks]
    for mark in marks:
        mark.number = bisect_right(stayed, mark.number)
    ThreadRead.objects.bulk_update(marks, ["number"], batch_size=renumbering.BATCH)
    known = [mark for mark in there if mark.number or mark.level is not None]
    ThreadRead.objects.bulk_create(known, batch_size=renumbering.BATCH)


def _mark_in(own: Thread, mark: ThreadRead, *, number: int) -> ThreadRead:
    return ThreadRead(
        thread=own, member_id=mark.member_id, number=number, level=mark.level, level_reason=mark.level_reason
    )


def _events_follow(thread: Thread, *, stayed: list[int]) -> None:
    events = list(thread.events.all())
    for event in events:
        event.after_number = max(bisect_right(stayed, event.after_number), 1)
    ThreadEvent.objects.bulk_update(events, ["after_number"], batch_size=renumbering.BATCH)


def _carry(own: Thread, moved: list[Post]) -> None:
    """The posts, under the names they were written with."""
    for start in range(0, len(moved), renumbering.BATCH):
        batch = [post.pk for post in moved[start : start + renumbering.BATCH]]
        Post.objects.filter(pk__in=batch).update(thread=own)
    names = Alias.objects.filter(pk__in=Post.objects.filter(thread=own).values("alias"))
    newest = {alias.member_id: alias for alias in names.order_by(F("retired_at").asc(nulls_last=True), "pk")}
    for alias in names:  # the newest of a member is the one to go on with
        same = own.aliases.create(
            member_id=alias.member_id,
            name=alias.name,
            created_at=alias.created_at,
            retired_at=None if newest[alias.member_id] == alias else alias.retired_at,
        )
        Post.objects.filter(thread=own, alias=alias).update(alias=same)
        blocks_follow(alias, to=same, copied=True)
