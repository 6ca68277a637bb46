"""How fast one member's posts appear. Nobody's text is refused: what comes too fast waits for its turn, and what a
young account says again elsewhere waits for the team."""

from datetime import datetime, timedelta

from django.conf import settings

from community.accounts.models import User
from community.core.prepared import Prepared, Slot
from community.forum.models import Post, Thread
from community.forum.querysets import PostQuerySet

NEW_PACE = timedelta(minutes=5)  # between the first posts of a new member
BURST_TIME = timedelta(minutes=10)  # in which nobody needs more than BURST_POSTS
SETTLED_AFTER = timedelta(days=14)
HOLD_REPEATS = timedelta(hours=24)
FOR_THE_TEAM = timedelta(hours=4)  # whoever waits longer waits for a person, and holds up nobody
LONG_ENOUGH = 40  # characters: "Thank you so much!" may be said in many threads


def _recent(with_words: bool, number: int) -> PostQuerySet:
    own = Post.objects.filter(author=Slot("author"), hidden_at=None).order_by("-pk")
    times = ["published_at", "held_until", "created_at", "thread"]
    return own.only(*times, *(["body"] if with_words else []))[:number]


RECENT = Prepared(_recent)


def paced_until(author: User, thread: Thread, *, body: str, is_new: bool, now: datetime) -> datetime | None:
    """When this appears, if not at once."""
    young = now - author.date_joined < SETTLED_AFTER and len(body) >= LONG_ENOUGH
    recent: list[Post] = RECENT(young, settings.BURST_POSTS, author=author.pk)
    if young and any(_repeats(post, thread, body=body, now=now) for post in recent):
        return now + HOLD_REPEATS
    times = [_appears(post) for post in recent if _appears(post) - post.created_at < FOR_THE_TEAM]
    free_at = [now]
    if is_new and times:
        free_at.append(times[0] + NEW_PACE)
    if len(times) >= settings.BURST_POSTS:
        free_at.append(times[-1] + BURST_TIME)
    latest = max(free_at)
    return latest if latest > now else None


def _appears(post: Post) -> datetime:
    return post.published_at or post.held_until or post.created_at


def _repeats(post: Post, thread: Thread, *, body: str, now: datetime) -> bool:
    """In another conversation, the same words, spaces aside."""
    fresh = now - post.created_at < HOLD_REPEATS
    return fresh and post.thread_id != thread.pk and post.body.split() == body.split()
