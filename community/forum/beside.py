"""What stands beside the posts of a thread: what the team did, which reply helped, when a next post appears."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page

from community.accounts.models import User
from community.forum.limits import WrittenAs
from community.forum.models import Post, Thread
from community.forum.pace import PACES
from community.forum.permissions import held_until
from community.forum.reader import Reader


def beside(*, thread: Thread, reader: Reader, user: User | AnonymousUser, now: datetime) -> dict[str, Any]:
    return {
        "helpful": helpful_in(thread, user),
        "pace": PACES.get(thread.slow_seconds) if thread.slow_seconds else None,
        "free_at": free_at(thread, reader, now=now),
    }


def add_events(page: "Page[Post]", *, thread: Thread, user: User | AnonymousUser) -> None:
    """Each post of the page gets its `events`; one behind a post that is left out stands behind the one before.
    `other_seen` says whether this person may follow the way to the other thread."""
    start = (page.number - 1) * page.paginator.per_page
    end = start + page.paginator.per_page + 1
    found = list(thread.events.filter(after_number__gt=start, after_number__lt=end).order_by("created_at", "pk"))
    others = [event.other_thread_id for event in found if event.other_thread_id is not None]
    seen = others and set(
        Thread.objects.visible_to(user).published().filter(pk__in=others).values_list("pk", flat=True)
    )
    for event in found:
        event.other_seen = event.other_thread_id in seen  # type: ignore[attr-defined]
    posts = list(page.object_list)
    ends = [*(post.number or end for post in posts[1:]), end]
    for post, before in zip(posts, ends, strict=False):
        post.events = [event for event in found if start < event.after_number < before]  # type: ignore[attr-defined]
        start = before - 1


def helpful_in(thread: Thread, user: User | AnonymousUser) -> Post | None:
    """Asked for only where one is marked; not for those who leave out what it touches on."""
    if thread.helpful_post_id is None:
        return None
    replies = Post.objects.visible_to(user).wanted_by(user).shown().filter(thread=thread)
    return replies.select_related("author", "alias").filter(pk=thread.helpful_post_id).first()


def free_at(thread: Thread, reader: Reader, *, now: datetime) -> datetime | None:
    """In a slow thread: when what this person writes now would appear, if not at once, under the name that the form
    offers first: the one they used last."""
    if reader.member is None or not thread.slow_seconds:
        return None
    written_as = WrittenAs(is_alias=getattr(thread, "latest_alias", None) is not None)
    return held_until(reader.member, thread, body="", role=reader.role, now=now, written_as=written_as)
