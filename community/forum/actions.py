"""Every write of the forum."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.core.text import render_markdown
from community.forum.models import Board, Post, Thread, ThreadRead
from community.forum.permissions import can_reply, can_start_thread
from community.groups.permissions import can_moderate
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification


@transaction.atomic
def start_thread(*, board: Board, author: User, title: str, body: str, now: datetime) -> Thread:
    """Open a thread with its first post; the same words sent twice open one."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)  # a double click waits here for its twin
    if not can_start_thread(author, board, now=now):
        raise PermissionDenied("You cannot start a thread on this board now.")
    twins = board.threads.filter(author=author, title=title, created_at__gt=now - SAME_SUBMIT)
    if (twin := twins.filter(posts__number=1, posts__body=body).first()) is not None:
        return twin
    thread = board.threads.create(author=author, title=title, created_at=now, last_post_at=now)
    _append(thread, author=author, body=body, now=now)
    return thread


@transaction.atomic
def add_reply(*, thread: Thread, author: User, body: str, now: datetime) -> Post:
    """Append a post to an open thread and tell those who wrote there before; the same words sent twice make one."""
    thread = (
        Thread.objects.select_for_update(of=("self",), no_key=True).select_related("board__group").get(pk=thread.pk)
    )
    if not can_reply(author, thread, now=now):
        raise PermissionDenied("This thread does not take replies from you now.")
    twins = thread.posts.filter(author=author, body=body, created_at__gt=now - SAME_SUBMIT)
    if (twin := twins.first()) is not None:
        return twin
    post = _append(thread, author=author, body=body, now=now)
    _tell_earlier_authors(post, now=now)
    return post


def _append(thread: Thread, *, author: User, body: str, now: datetime) -> Post:
    """The one place that gives out numbers. The caller holds the thread's row."""
    number = thread.post_count + 1
    post = thread.posts.create(number=number, author=author, body=body, body_html=render_markdown(body), created_at=now)
    thread.post_count, thread.last_post_at = number, now
    thread.save(update_fields=["post_count", "last_post_at"])
    mark_read(thread=thread, member=author, number=number, now=now)
    return post


def _tell_earlier_authors(post: Post, *, now: datetime) -> None:
    """Once each, and only those who are still in the group."""
    thread = post.thread
    authors = thread.posts.exclude(author=post.author).values("author")
    for recipient in User.objects.filter(pk__in=authors, memberships__group=thread.board.group, is_active=True):
        notify(
            recipient=recipient,
            kind=Notification.Kind.REPLY,
            # No title: it may be hidden later, and the notice outlives a membership.
            text=_("%(name)s replied in a conversation you wrote in") % {"name": post.author},
            url=post.get_absolute_url(),
            key=_key(thread),
            now=now,
        )


def _key(thread: Thread) -> str:
    """One waiting mail for each thread, however many replies come before it is read."""
    return f"thread-{thread.pk}"


@transaction.atomic
def mark_read(*, thread: Thread, member: User, number: int, now: datetime) -> None:
    """Remember how far the member has read, never backwards; what we told them about this thread is read with it."""
    mark = ThreadRead.objects.filter(thread=thread, member=member)
    if not mark.filter(number__lt=number).update(number=number):
        ThreadRead.objects.bulk_create([ThreadRead(thread=thread, member=member, number=number)], ignore_conflicts=True)
    mark_read_about(member, kind=Notification.Kind.REPLY, key=_key(thread), now=now)


@transaction.atomic
def hide_post(post: Post, *, moderator: User, reason: str, now: datetime) -> bool:
    """Take the text out of sight and leave the place; False when somebody did so before."""
    _must_moderate(moderator, post)
    hidden = Post.objects.filter(pk=post.pk, hidden_at=None).update(hidden_at=now, hidden_reason=reason)
    _title_follows(post)
    return bool(hidden)


@transaction.atomic
def restore_post(post: Post, *, moderator: User) -> bool:
    """Show a hidden post again; False when it was not hidden."""
    _must_moderate(moderator, post)
    restored = Post.objects.filter(pk=post.pk, hidden_at__isnull=False).update(hidden_at=None, hidden_reason="")
    _title_follows(post)
    return bool(restored)


def _must_moderate(moderator: User, post: Post) -> None:
    if not can_moderate(moderator, post.thread.board.group):
        raise PermissionDenied("Only moderators of this group hide and restore posts.")


def _title_follows(post: Post) -> None:
    """The title was written with post 1 and is hidden and restored with it."""
    post.refresh_from_db(fields=["hidden_at", "hidden_reason"])
    if post.number == 1:
        Thread.objects.filter(pk=post.thread_id).update(hidden_at=post.hidden_at)
