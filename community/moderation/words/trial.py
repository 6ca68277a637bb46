"""What a rule would have caught lately, among the posts and chat lines that this moderator may read.
Private messages stay private."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from community.accounts.models import User
from community.chat.models import Message
from community.forum.models import Post
from community.words.matching import Listed
from community.words.simulation import Caught, caught

LOOK_BACK = timedelta(days=30)
MOST_TEXTS = 5_000  # of each kind
MOST_SHOWN = 50
AT_ONCE = 500  # texts in memory


@dataclass
class Trial:
    looked_at: int = 0
    number: int = 0
    shown: tuple[Caught, ...] = ()
    is_cut: bool = False  # there were more texts than we looked at


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
    """The newest of each kind first, counted as they pass."""
    since = now - LOOK_BACK
    posts = Post.objects.visible_to(moderator).shown().filter(published_at__gt=since).order_by("-published_at", "-pk")
    for post in _newest(trial, posts.select_related("thread").only("number", "body", "thread__title")):
        text = f"{post.thread.title}\n\n{post.body}" if post.number == 1 else post.body
        yield post.thread.title, post.get_absolute_url(), text
    lines = Message.objects.visible_to(moderator).filter(created_at__gt=since).order_by("-created_at", "-pk")
    for line in _newest(trial, lines.select_related("room")):
        yield line.room.name, line.get_absolute_url(), line.body


def _newest(trial: Trial, rows: "QuerySet[Any]") -> Iterator[Any]:
    for number, row in enumerate(rows[: MOST_TEXTS + 1].iterator(chunk_size=AT_ONCE)):
        if number == MOST_TEXTS:
            trial.is_cut = True
            return
        trial.looked_at += 1
        yield row
