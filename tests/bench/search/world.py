"""A community whose words are spread as in a language: a few in nearly every post, most in very few."""

import random
import sys
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from community.accounts.models import User
from community.core.text import render_markdown
from community.forum.models import Post
from community.groups.models import Membership, SupportGroup
from community.pages.demo.actions.large import (
    CHUNK,
    Size,
    lengths_of_threads,
    make_boards,
    make_members,
    make_posts,
    make_threads,
)
from community.search.indexes import INDEXES
from community.search.keeping import drop_triggers, keep
from community.search.vendors import VENDORS

SIZES = {"small": Size(members=500, threads=1_000, posts=20_000, longest_thread=1_000), "large": Size()}
VOCABULARY = 20_000
ROOTS = "ba ce di fo gu ha le mi no pu ra se ti vo wa xi ye zo qua bri".split()


def word(rank: int) -> str:
    """No word of English, so that no stem falls together with another: rank 0 stands in nearly every post."""
    parts = [ROOTS[rank // 20**place % 20] for place in range(4)]
    return "".join(parts) + "k"


WORDS = [word(rank) for rank in range(VOCABULARY)]
WEIGHTS = [1 / (rank + 3) for rank in range(VOCABULARY)]


def build_world(size: Size) -> User:
    """The reader is in four of the five groups, and the fifth is private; one post in fifty is hidden."""
    dice, now = random.Random(7), timezone.now() - timedelta(minutes=1)  # noqa: S311
    without_index()
    members = make_members(size, now=now)
    boards = make_boards(size, members, now=now)
    lengths = lengths_of_threads(size)
    for start in range(0, len(lengths), CHUNK):
        chunk = lengths[start : start + CHUNK]
        moments = [now - timedelta(minutes=5 * (len(lengths) - start - index)) for index in range(len(chunk))]
        threads = make_threads(chunk, moments, boards=boards, members=members, size=size, dice=dice)
        make_posts(threads, members=members, bodies=[body_of(dice) for _ in range(200)], dice=dice)
        print(f"\rmade: {start + len(chunk)} threads", end="", file=sys.stderr, flush=True)
    reader = User.objects.get(username="Member7")
    closed = SupportGroup.objects.filter(slug="group-1")
    closed.update(privacy="private")
    Membership.objects.filter(group__in=closed, member=reader).delete()
    Post.objects.extra(where=["id %% 50 = 0"]).filter(number__gt=1).update(hidden_at=now)
    return reader


def whisper(words: list[str], *, posts_each: int = 20) -> None:
    """Words that stand only where the reader may not look."""
    rows = list(Post.objects.filter(thread__board__group__slug="group-1").order_by("pk")[: len(words) * posts_each])
    for number, row in enumerate(rows):
        row.body_html = f"<p>{words[number % len(words)]}</p>"
    Post.objects.bulk_update(rows, ["body_html"], batch_size=200)


def body_of(dice: random.Random) -> tuple[str, str]:
    body = "\n\n".join(" ".join(dice.choices(WORDS, WEIGHTS, k=30)).capitalize() + "." for _ in range(3))
    return body, render_markdown(body)


def without_index() -> None:
    vendor = VENDORS[connection.vendor]
    if connection.vendor == "sqlite":
        drop_triggers(connection)
    with connection.cursor() as cursor:
        for index in INDEXES:
            for line in vendor.gone(index):
                cursor.execute(line)


def with_index() -> None:
    keep(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
