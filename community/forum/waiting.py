"""What waits for somebody: held posts for the team, and those whom nobody has answered for everybody."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.accounts.models import User
from community.forum.models import Board, Post
from community.forum.querysets import PostQuerySet
from community.groups.models import SupportGroup

QUIET_FOR = timedelta(hours=12)
LOOK_BACK = timedelta(days=30)


def held_in(group: SupportGroup) -> PostQuerySet:
    """For its moderators: what appears soonest first."""
    return once_held_in(group).held().prefetch_related("pictures").order_by("held_until", "pk")


def once_held_in(group: SupportGroup) -> PostQuerySet:
    """Also those that have been decided about: a second click finds them."""
    held = Post.objects.filter(thread__board__group=group, held_until__isnull=False)
    return held.select_related("author", "alias", "thread__board__group")


def unanswered_for(member: User, *, now: datetime) -> QuerySet[Post, Any]:
    """Keys and moments, oldest first, of posts that could use a reply from this member: threads in their groups
    without one for twelve hours, and the first words of newcomers that nobody has written after."""
    boards = Board.objects.filter(group__memberships__member=member, who_replies=Board.Writers.MEMBERS)
    posts = Post.objects.visible_to(member).wanted_by(member).shown().exclude(author=member)
    posts = posts.filter(thread__board__in=list(boards.values_list("pk", flat=True)), thread__locked_at=None)
    rows = [found.values_list("pk", "published_at") for found in (_quiet(posts, now=now), _first_words(posts, now=now))]
    return rows[0].union(rows[1]).order_by("published_at", "pk")


def _quiet(posts: QuerySet[Post], *, now: datetime) -> QuerySet[Post]:
    """The thread's columns first: an index holds just these."""
    long_ago, lately = now - LOOK_BACK, now - QUIET_FOR
    return posts.filter(
        thread__post_count=1, thread__last_post_at__gt=long_ago, thread__last_post_at__lte=lately, number=1
    )


def _first_words(posts: QuerySet[Post], *, now: datetime) -> QuerySet[Post]:
    """Under a name of the thread's own nobody is known to be new, so those are left out on both sides."""
    since = now - LOOK_BACK
    later = Post.objects.filter(thread=OuterRef("thread"), number__gt=OuterRef("number"))
    later = later.exclude(author=OuterRef("author"), alias=None)  # their other name counts as somebody else's, too
    recent = posts.filter(alias=None, author__date_joined__gt=since, published_at__gt=since)
    return recent.filter(is_first_of_author(), ~Exists(later.shown()))


def is_first_of_author() -> Q:
    own = Post.objects.shown().filter(author=OuterRef("author"), alias=None)
    same_moment = Q(published_at=OuterRef("published_at"), pk__lt=OuterRef("pk"))
    earlier = own.filter(Q(published_at__lt=OuterRef("published_at")) | same_moment)
    return Q(alias=None) & ~Q(Exists(earlier))


def rows_of(member: User, keys: list[int]) -> list[Post]:
    """These posts in the order of their keys, with what a list shows; `is_first` is the first of a newcomer."""
    posts = Post.objects.visible_to(member).filter(pk__in=keys).annotate(is_first=is_first_of_author())
    rows = posts.select_related("author", "alias", "thread__board__group")
    return sorted(rows, key=lambda post: keys.index(post.pk))
