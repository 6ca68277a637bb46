"""Put a thread into another one, in the order in which the posts appeared."""

from collections.abc import Sequence
from datetime import datetime
from heapq import merge as merged_by

from django.db import transaction
from django.db.models import F

from community.accounts.models import User
from community.forum.actions import renumbering
from community.forum.actions.blocking import blocks_follow
from community.forum.actions.moving import must_take_in
from community.forum.actions.naming import free_name
from community.forum.actions.renumbering import AWAY
from community.forum.actions.team import in_hand, tell_in
from community.forum.actions.writing import locked
from community.forum.models import Alias, Poll, Post, Thread, ThreadEvent, ThreadRead


@transaction.atomic
def merge_threads(source: Thread, *, target: Thread, moderator: User, now: datetime) -> bool:
    """All of `source` goes into `target`; its address leads there. False when it is there already."""
    for thread in sorted((source, target), key=lambda thread: thread.pk):  # two of us never wait for each other
        locked(thread)
    if source == target or Thread.objects.filter(pk=source.pk, merged_into=target).exists():
        return False
    source, target = in_hand(source, moderator=moderator), in_hand(target, moderator=moderator)
    must_take_in(source, target.board, moderator=moderator)
    old, new = renumbering.numbered(target), renumbering.numbered(source)
    order = list(merged_by(old, new, key=lambda post: (post.published_at, post.pk)))
    places = {post.pk: place for place, post in enumerate(order, 1)}
    theirs, ours = [places[post.pk] for post in new], [places[post.pk] for post in old]
    _marks_follow(source, target, theirs=theirs, ours=ours)
    _events_follow(target, ours)
    _names_follow(source, target, now=now)
    _carry(source, target, new)
    renumbering.renumber(order, thread=target)
    _close(source, target)
    tell_in(target, ThreadEvent.Kind.MERGED, moderator=moderator, now=now, other=source)
    return True


def _marks_follow(source: Thread, target: Thread, *, theirs: list[int], ours: list[int]) -> None:
    """Up to the first post that a member has not read, from whichever thread it came; the higher of both levels."""
    from_source = {mark.member_id: mark for mark in source.reads.select_for_update()}
    in_target = {mark.member_id: mark for mark in target.reads.select_for_update()}
    for member, mark in in_target.items():
        there = from_source.get(member) or ThreadRead()
        mark.number = read_up_to((ours, mark.number), (theirs, there.number))
        if _loudness(there) > _loudness(mark):
            mark.level, mark.level_reason = there.level, there.level_reason
    arrived = [mark for member, mark in from_source.items() if member not in in_target]
    for mark in arrived:
        mark.thread, mark.number = target, read_up_to((ours, 0), (theirs, mark.number))
    fields = ["thread", "number", "level", "level_reason"]
    ThreadRead.objects.bulk_update([*in_target.values(), *arrived], fields, batch_size=renumbering.BATCH)
    ThreadRead.objects.filter(thread=source).delete()


def _loudness(mark: ThreadRead) -> int:
    return -1 if mark.level is None else mark.level


def read_up_to(*halves: tuple[Sequence[int], int]) -> int:
    """The last number before the first unread post. Each half: the new numbers of its posts, and how many are read."""
    every = sum(len(places) for places, _read in halves)
    return min((places[read] - 1 for places, read in halves if read < len(places)), default=every)


def _events_follow(target: Thread, ours: list[int]) -> None:
    """Behind the same post as before."""
    events = list(target.events.all())
    for event in events:
        event.after_number = ours[min(event.after_number, len(ours)) - 1]
    ThreadEvent.objects.bulk_update(events, ["after_number"], batch_size=renumbering.BATCH)


def _names_follow(source: Thread, target: Thread, *, now: datetime) -> None:
    """Older posts keep their name, unless it is somebody else's here; a member goes on with the one they had here."""
    for alias in source.aliases.order_by("pk"):
        known = target.aliases.filter(name__iexact=alias.name)
        same = known.filter(member=alias.member_id).first()
        if same is not None:
            Post.objects.filter(thread=source, alias=alias).update(alias=same)
            blocks_follow(alias, to=same, copied=False)
            continue
        name = free_name(target) if known.exists() else alias.name
        retired_at = alias.retired_at
        if target.aliases.filter(member=alias.member_id, retired_at=None).exists():
            retired_at = retired_at or now
        Alias.objects.filter(pk=alias.pk).update(thread=target, name=name, retired_at=retired_at)


def _carry(source: Thread, target: Thread, new: list[Post]) -> None:
    """Held posts come along without a number."""
    Post.objects.filter(thread=source).update(thread=target, number=F("number") + 2 * AWAY)
    for post in new:
        post.number = (post.number or 0) + 2 * AWAY
    renumbering.pictures_follow(target, board=target.board)
    if not Poll.objects.filter(thread=target).exists():
        Poll.objects.filter(thread=source).update(thread=target)
    if target.helpful_post_id is None:
        Thread.objects.filter(pk=target.pk).update(helpful_post=source.helpful_post_id)


def _close(source: Thread, target: Thread) -> None:
    """What led to the source leads to the target; what was merged into it before, too."""
    empty = {"post_count": 0, "merged_into": target, "helpful_post": None, "pinned_at": None, "pinned_until": None}
    Thread.objects.filter(pk=source.pk).update(**empty)
    Thread.objects.filter(merged_into=source).update(merged_into=target)
    renumbering.count_threads(of={source.board_id: -1})
    renumbering.settle_thread(target)
    renumbering.reasons_follow(target)
    renumbering.drop_lost_answer(target)
