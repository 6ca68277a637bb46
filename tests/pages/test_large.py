"""The community for load tests: as large as it says, and with the counters that the actions would have kept."""

import pytest
from django.db.models import Count, F

from community.accounts.models import User
from community.forum.models import Board, Post, Thread
from community.groups.models import SupportGroup
from community.pages.demo.actions import Size, build_large
from tests.factories import NOON

TINY = Size(groups=2, boards=3, members=12, threads=30, posts=400, longest_thread=50)


@pytest.fixture
def steps(db):
    steps = []
    build_large(now=NOON, step=lambda what, share: steps.append((what, share)), size=TINY)
    return steps


def test_it_holds_what_was_asked_for(steps):
    assert (User.objects.count(), Board.objects.count(), Thread.objects.count(), Post.objects.count()) == (
        12,
        3,
        30,
        400,
    )
    assert max(Thread.objects.values_list("post_count", flat=True)) == 50
    assert steps[-1] == ("counters", 1)
    assert ("threads and posts", 1) in steps


def test_its_counters_equal_a_recount(steps):
    threads = Thread.objects.annotate(number=Count("posts"))
    boards = Board.objects.annotate(number=Count("threads"))
    groups = SupportGroup.objects.annotate(number=Count("memberships"))
    written = dict(Post.objects.values_list("author").annotate(number=Count("pk")).order_by())

    assert threads.exclude(post_count=F("number")).count() == 0
    assert boards.exclude(thread_count=F("number")).count() == 0
    assert groups.exclude(member_count=F("number")).count() == 0
    assert {member.pk: member.accepted_posts for member in User.objects.filter(accepted_posts__gt=0)} == written


def test_nothing_waits_to_be_told_of(steps):
    assert Post.objects.to_announce().count() == 0
