"""What a rule would have caught lately, among the posts that this moderator may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.accounts.models import User
from community.forum.models import Post
from community.words.matching import Listed
from community.words.simulation import Caught, caught

LOOK_BACK = timedelta(days=30)
MOST_POSTS = 5_000
MOST_SHOWN = 50
AT_ONCE = 500  # posts in memory


@dataclass
class Trial:
    looked_at: int = 0
    number: int = 0
    shown: tuple[Caught, ...] = ()
    is_cut: bool = False  # there were more posts than we looked at


def trial_of(rule: Listed, moderator: User, *, now: datetime) -> Trial:
    trial = Trial()
    shown: list[Caught] = []
    for found in caught(rule, _texts(trial, moderator, now=now)):
        trial.number += 1
        if len(shown) < MOST_SHOWN:
            shown.append(found)
    trial.shown = tuple(shown)
    return trial


def _texts(trial: Trial, moderator: User, *, now: datetime) -> Iterator[tuple[str, str, str]]:
    """The newest first, counted as they pass."""
    posts = Post.objects.visible_to(moderator).shown().filter(published_at__gt=now - LOOK_BACK)
    rows = posts.select_related("thread").only("number", "body", "thread__title").order_by("-published_at", "-pk")
    for post in rows[: MOST_POSTS + 1].iterator(chunk_size=AT_ONCE):
        if trial.looked_at == MOST_POSTS:
            trial.is_cut = True
            return
        trial.looked_at += 1
        text = f"{post.thread.title}\n\n{post.body}" if post.number == 1 else post.body
        yield post.thread.title, post.get_absolute_url(), text
