"""A community for load tests: the size at which a page must still cost what it costs on the first day.

Written in bulk, past the actions that would take hours; the counters are those that the actions would have kept.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from community.accounts.consents import AGREEMENTS, Consent, edition
from community.accounts.models import User
from community.core.text import RENDERER, render_markdown
from community.forum.models import Board, Level, Post, Thread, ThreadRead
from community.groups.models import Membership, SupportGroup

Step = Callable[[str, float], None]  # what is being made, and which share of it is done
WORDS = (
    "morning evening tea calm eyelid cheek light screen train walk sleep rest doctor letter waiting garden music voice "
    "sister brother friend window winter summer rain quiet slow warm cold tired better worse again often never maybe"
).split()
CHUNK = 200  # threads written in one go


@dataclass(frozen=True)
class Size:
    groups: int = 5
    boards: int = 20
    members: int = 5_000
    threads: int = 20_000
    posts: int = 400_000
    longest_thread: int = 5_000
    busiest_board: float = 0.5  # share of the threads that stand on the first board: 500 pages of 20


@transaction.atomic
def build_large(*, now: datetime, step: Step, size: Size = Size()) -> None:
    """Fill an empty database; all of it or nothing. The same numbers give the same community."""
    dice = random.Random(7)  # noqa: S311  no secret: it only spreads the threads
    members = make_members(size, now=now)
    step("members", 1)
    boards = make_boards(size, members, now=now)
    step("groups and boards", 1)
    bodies = [body_of(dice) for _ in range(200)]
    written: Counter[int] = Counter()
    lengths = lengths_of_threads(size)
    for start in range(0, len(lengths), CHUNK):
        chunk = lengths[start : start + CHUNK]
        moments = [now - timedelta(minutes=5 * (len(lengths) - start - index)) for index in range(len(chunk))]
        threads = make_threads(chunk, moments, boards=boards, members=members, size=size, dice=dice)
        written += make_posts(threads, members=members, bodies=bodies, dice=dice)
        step("threads and posts", (start + len(chunk)) / len(lengths))
    count_posts(members, written)
    count_threads(boards)
    step("counters", 1)


def make_members(size: Size, *, now: datetime) -> list[User]:
    joined = now - timedelta(days=400)
    rows = [
        User(
            username=f"Member{number}",
            email=f"member{number}@demo.example",
            password="!",  # noqa: S106  nobody signs in with it
            is_demo=True,
            date_joined=joined,
            guidelines_accepted_at=joined,
            health_consent_at=joined,
            agreements_answered=edition(),
        )
        for number in range(size.members)
    ]
    members = User.objects.bulk_create(rows, batch_size=1000)
    said = [
        Consent(member=member, subject=subject, version=agreement.version, given_at=joined)
        for member in members
        for subject, agreement in AGREEMENTS.items()
    ]
    Consent.objects.bulk_create(said, batch_size=1000)
    return members


def make_boards(size: Size, members: list[User], *, now: datetime) -> list[Board]:
    """Every member is in every group: the dearest case for every question of who may see what."""
    rows = [
        SupportGroup(
            slug=f"group-{number}",
            name=f"Group {number}",
            description="A made-up group for load tests.",
            created_at=now,
            member_count=len(members),
        )
        for number in range(size.groups)
    ]
    groups = SupportGroup.objects.bulk_create(rows)
    for group in groups:
        Membership.objects.bulk_create([Membership(group=group, member=member) for member in members], batch_size=1000)
    boards = [
        Board(group=groups[number % size.groups], slug=f"board-{number}", name=f"Board {number}", position=number)
        for number in range(size.boards)
    ]
    return Board.objects.bulk_create(boards)


def body_of(dice: random.Random) -> tuple[str, str]:
    """Some 600 characters of nothing in particular, as typed and as rendered."""
    paragraphs = [" ".join(dice.choices(WORDS, k=36)).capitalize() + "." for _ in range(3)]
    body = "\n\n".join(paragraphs)
    return body, render_markdown(body)


def lengths_of_threads(size: Size) -> list[int]:
    """The number of posts of each thread, the oldest first; the longest thread is the newest."""
    others = size.threads - 1
    left = size.posts - size.longest_thread
    lengths = [left // others + (index < left % others) for index in range(others)]
    return [*lengths, size.longest_thread]


def make_threads(
    lengths: list[int],
    moments: list[datetime],
    *,
    boards: list[Board],
    members: list[User],
    size: Size,
    dice: random.Random,
) -> list[Thread]:
    busiest, *others = boards
    rows = [
        Thread(
            board=busiest
            if length == size.longest_thread or dice.random() < size.busiest_board
            else dice.choice(others),
            author=dice.choice(members),
            title=" ".join(dice.choices(WORDS, k=5)).capitalize(),
            created_at=moment,
            last_post_at=moment + timedelta(seconds=length),
            post_count=length,
        )
        for length, moment in zip(lengths, moments, strict=True)
    ]
    return Thread.objects.bulk_create(rows, batch_size=500)


def make_posts(
    threads: list[Thread], *, members: list[User], bodies: list[tuple[str, str]], dice: random.Random
) -> Counter[int]:
    """Each thread between five members; how many posts each member wrote."""
    posts, marks = [], []
    written: Counter[int] = Counter()
    for thread in threads:
        circle = [thread.author, *dice.choices(members, k=4)]
        posts += list(posts_of(thread, circle, bodies=bodies, dice=dice))
        marks += [mark_of(thread, member) for member in {member.pk: member for member in circle}.values()]
    Post.objects.bulk_create(posts, batch_size=1000)
    ThreadRead.objects.bulk_create(marks, batch_size=1000)
    written.update(post.author_id for post in posts)
    return written


def posts_of(
    thread: Thread, circle: list[User], *, bodies: list[tuple[str, str]], dice: random.Random
) -> Iterator[Post]:
    for number in range(1, thread.post_count + 1):
        body, body_html = dice.choice(bodies)
        moment = thread.created_at + timedelta(seconds=number)
        yield Post(
            thread=thread,
            number=number,
            author=circle[(number - 1) % len(circle)],
            body=body,
            body_html=body_html,
            renderer=RENDERER,
            created_at=moment,
            published_at=moment,
            announced_at=moment,
        )


def mark_of(thread: Thread, member: User) -> ThreadRead:
    reason = ThreadRead.Reason.STARTED if member == thread.author else ThreadRead.Reason.WROTE
    return ThreadRead(thread=thread, member=member, number=thread.post_count, level=Level.WATCH, level_reason=reason)


def count_posts(members: list[User], written: Counter[int]) -> None:
    for member in members:
        member.accepted_posts = written[member.pk]
    User.objects.bulk_update(members, ["accepted_posts"], batch_size=500)


def count_threads(boards: list[Board]) -> None:
    for board in boards:
        board.thread_count = board.threads.count()
    Board.objects.bulk_update(boards, ["thread_count"])
