"""Repair what is counted, by counting: the yardstick for everything that adds and subtracts."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.accounts.holding import held_now
from community.accounts.models import User
from community.forum.actions.renumbering import settle_thread
from community.forum.actions.writing import locked
from community.forum.models import Board, Post, Thread


@dataclass(frozen=True)
class Repairs:
    threads: int
    boards: int
    members: int


def recount() -> Repairs:
    """How many of each were wrong. One row at a time, each kept from other writers: the site can stay open."""
    return Repairs(
        threads=sum(_repair_thread(thread) for thread in wrong_threads()),
        boards=sum(_repair_board(board) for board in wrong_boards()),
        members=sum(_repair_member(member) for member in wrong_members()),
    )


def wrong_threads() -> QuerySet[Thread]:
    """Whose row does not say what its posts say."""
    numbered = Post.objects.filter(thread=OuterRef("pk"), number__isnull=False)
    first, last = numbered.filter(number=1), numbered.order_by("-number")
    threads = Thread.objects.annotate(
        counted=_count(numbered, by="thread"),
        last_at=Subquery(last.values("published_at")[:1]),
        first_author=Subquery(first.values("author")[:1]),
        first_alias=Subquery(first.values("alias")[:1]),
        first_hidden=Subquery(first.values("hidden_at")[:1]),
        first_removed=Subquery(first.values("removed_at")[:1]),
    )
    says_else = _differ("author", "first_author") | _differ("alias", "first_alias")
    says_else |= _differ("hidden_at", "first_hidden") | _differ("removed_at", "first_removed")
    says_else |= _differ("last_post_at", "last_at")
    return threads.filter(_differ("post_count", "counted") | Q(says_else, counted__gt=0))


def wrong_boards() -> QuerySet[Board]:
    return Board.objects.annotate(counted=threads_counted()).exclude(thread_count=F("counted"))


def wrong_members() -> QuerySet[User]:
    return User.objects.annotate(counted=posts_counted()).exclude(accepted_posts=F("counted"))


def threads_counted() -> Any:
    return _count(Thread.objects.filter(board=OuterRef("pk"), post_count__gt=0), by="board")


def posts_counted() -> Any:
    return _count(Post.objects.shown().filter(author=OuterRef("pk")), by="author")


def _count(rows: QuerySet[Any], *, by: str) -> Any:
    counted = rows.order_by().values(by).annotate(counted=Count("pk")).values("counted")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


def _differ(one: str, other: str) -> Q:
    """Also when only one of them is empty."""
    empty, full = Q(**{f"{one}__isnull": True}), Q(**{f"{one}__isnull": False})
    apart = Q(empty, **{f"{other}__isnull": False}) | Q(full, **{f"{other}__isnull": True})
    return apart | Q(~Q(**{one: F(other)}), full, **{f"{other}__isnull": False})


@transaction.atomic
def _repair_thread(thread: Thread) -> bool:
    thread = locked(thread)
    if Post.objects.filter(thread=thread, number__isnull=False).exists():
        return settle_thread(thread)
    return bool(Thread.objects.filter(pk=thread.pk, post_count__gt=0).update(post_count=0))


@transaction.atomic
def _repair_board(board: Board) -> bool:
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)  # whoever adds meanwhile waits, and adds to the truth
    return bool(Board.objects.filter(pk=board.pk).update(thread_count=threads_counted()))


@transaction.atomic
def _repair_member(member: User) -> bool:
    held_now(member)
    return bool(User.objects.filter(pk=member.pk).update(accepted_posts=posts_counted()))
