"""How fast one member's posts appear. Nobody's text is refused: what comes too fast waits for its turn, and what a
young or new account says again elsewhere waits for the team."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from community.accounts.models import User
from community.core.prepared import Prepared, Slot
from community.forum.models import Post, Thread
from community.forum.querysets import PostQuerySet
from community.words.folding import folded

NEW_PACE = timedelta(minutes=5)  # between the first posts of a new member
BURST_TIME = timedelta(minutes=10)  # in which nobody needs more than BURST_POSTS
SETTLED_AFTER = timedelta(days=14)
HOLD_REPEATS = timedelta(hours=24)
FOR_THE_TEAM = timedelta(hours=4)  # whoever waits longer waits for a person, and holds up nobody
TIMES = ["published_at", "held_until", "created_at", "thread"]
LONG_ENOUGH = 40  # characters: "Thank you so much!" may be said in many threads


@dataclass(frozen=True)
class WrittenAs:
    """Under which of its names in a thread an account writes, and the key of the arrangement where a helper does."""

    is_alias: bool = False
    help: int | None = None


ONESELF = WrittenAs()


def _counted(is_helped: bool, is_alias: bool) -> PostQuerySet:
    """All that the account wrote. For a helper's text only what they know to be of this account: what stands under its
    own name or under the one they use here, and what they wrote themselves. Did it wait for posts under other names, it
    would tell whose those are."""
    own = Post.objects.filter(author=Slot("author"), hidden_at=None).order_by("-pk")
    if not is_helped:
        return own
    known = Q(alias=None) | Q(help=Slot("help"))
    return own.filter(known | Q(thread=Slot("thread")) if is_alias else known)


RECENT = Prepared(lambda number, *shape: _counted(*shape).only(*TIMES, "body")[:number])
NTH = Prepared(lambda number, *shape: _counted(*shape).only(*TIMES)[number - 1 : number])


def paced_until(
    author: User, thread: Thread, *, body: str, is_new: bool, now: datetime, written_as: WrittenAs = ONESELF
) -> datetime | None:
    """When this appears, if not at once."""
    shape = settings.BURST_POSTS, written_as.help is not None, written_as.is_alias
    values = {"author": author.pk, "help": written_as.help, "thread": thread.pk}
    if not is_new and now - author.date_joined >= SETTLED_AFTER:
        return _after(NTH(*shape, **values), BURST_TIME, now=now)
    recent: list[Post] = RECENT(*shape, **values)
    if len(body) >= LONG_ENOUGH and any(_repeats(post, thread, body=body, now=now) for post in recent):
        return now + HOLD_REPEATS
    turns = [post for post in recent if _appears(post) - post.created_at < FOR_THE_TEAM]
    paced = _after(turns[:1], NEW_PACE, now=now) if is_new else None
    return paced or _after(turns[settings.BURST_POSTS - 1 :], BURST_TIME, now=now)


def _after(posts: list[Post], pause: timedelta, *, now: datetime) -> datetime | None:
    free_at = [_appears(post) + pause for post in posts]
    return next((moment for moment in free_at if moment > now), None)


def _appears(post: Post) -> datetime:
    return post.published_at or post.held_until or post.created_at


def _repeats(post: Post, thread: Thread, *, body: str, now: datetime) -> bool:
    """In another conversation, the same words, spaces aside and however they are spelt."""
    fresh = now - post.created_at < HOLD_REPEATS
    return fresh and post.thread_id != thread.pk and _words_of(post.body) == _words_of(body)


def _words_of(text: str) -> list[str]:
    return folded(text).text.split()
