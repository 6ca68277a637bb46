"""The community to measure on: the load-test demo, in the size that was asked for."""

import sys
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.forum.models import Board, Thread
from community.pages.demo.actions import Size, build_large
from tests.bench.sealed import make_fifty

SIZES = {
    "small": Size(members=500, threads=2_000, posts=40_000, longest_thread=1_000),
    "large": Size(),
}


@dataclass(frozen=True)
class World:
    member: User
    board: Board  # the busiest
    thread: Thread  # of twenty posts, read by nobody but its writers
    longest: Thread
    empty: Thread  # of one post

    @property
    def last_page_of_board(self) -> int:
        return (self.board.thread_count + 19) // 20


def build_world(size: str) -> World:
    build_large(now=timezone.now() - timedelta(minutes=1), step=show, size=SIZES[size])
    member = User.objects.get(username="Member7")
    User.objects.filter(pk=member.pk).update(is_demo=False)  # demo members cannot sign in here
    make_fifty(member)
    longest = Thread.objects.order_by("-post_count")[0]
    board = longest.board
    thread, empty = board.threads.filter(post_count=20).order_by("-pk")[50:52]
    empty.posts.filter(number__gt=1).delete()
    Thread.objects.filter(pk=empty.pk).update(post_count=1)
    return World(member=member, board=board, thread=thread, longest=longest, empty=empty)


def show(what: str, share: float) -> None:
    if share >= 1:
        print(f"made: {what}", file=sys.stderr, flush=True)


def sign_in(member: User) -> str:
    """The session cookie of a member."""
    client = Client()
    client.force_login(member)
    return f"sessionid={client.cookies['sessionid'].value}"
