"""Read marks. They only move forwards."""

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Greatest

from community.accounts.models import User
from community.forum.models import Level, Post, Thread, ThreadRead
from community.forum.querysets import ThreadQuerySet
from community.notifications.actions import mark_read_about_all
from community.notifications.models import Notification

KINDS = (Notification.Kind.REPLY, Notification.Kind.MENTION)
BATCH = 500


def key_of(thread: Thread) -> str:
    """One waiting mail for each thread, however many posts come before it is read."""
    return f"thread-{thread.pk}"


@transaction.atomic
def mark_read(
    *, thread: Thread, member: User, number: int, now: datetime, first: bool = False, has_notices: bool = True
) -> None:
    """Remember how far the member has read, never backwards; what we told them about this thread is read with it.
    A page that knows that this is the `first` look, or that no notice is unread, saves a query by saying so."""
    new = ThreadRead(thread=thread, member=member, number=number)
    mark = ThreadRead.objects.filter(thread=thread, member=member)
    if first or not mark.update(number=Greatest(F("number"), Value(number))):
        ThreadRead.objects.bulk_create([new], ignore_conflicts=True)
    if has_notices:
        mark_read_about_all(member, kinds=KINDS, keys=[key_of(thread)], now=now)


def read_own(post: Post, *, reason: str, has_read: bool = True) -> None:
    """Whoever writes has read so far, unless a helper wrote it for them, and watches the thread unless they said
    otherwise."""
    number = (post.number or 0) if has_read else 0
    mark = ThreadRead.objects.filter(thread_id=post.thread_id, member_id=post.author_id)
    found = mark.update(
        number=Greatest(F("number"), Value(number)),
        level=Coalesce("level", Value(Level.WATCH)),
        level_reason=Case(When(level=None, then=Value(reason)), default=F("level_reason")),
    )
    if not found:
        mark.create(
            thread_id=post.thread_id,
            member_id=post.author_id,
            number=number,
            level=Level.WATCH,
            level_reason=reason,
        )


@transaction.atomic
def mark_all_read(threads: ThreadQuerySet, *, member: User, now: datetime) -> int:
    """Every thread among `threads` that has something new for this member is read to its end; how many there were.
    What lies behind the horizon counts as read anyway, so this stays small."""
    unread = threads.visible_to(member).unread_by(member, now=now).values_list("pk", "post_count")
    marks = [ThreadRead(member=member, thread_id=pk, number=count) for pk, count in unread]
    ThreadRead.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["member", "thread"], update_fields=["number"], batch_size=BATCH
    )
    for start in range(0, len(marks), BATCH):
        keys = [f"thread-{mark.thread_id}" for mark in marks[start : start + BATCH]]
        mark_read_about_all(member, kinds=KINDS, keys=keys, now=now)
    return len(marks)
