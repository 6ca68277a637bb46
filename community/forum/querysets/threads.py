from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce

from community.accounts.models import User
from community.forum.querysets.notes import leaves_out, wanted_notes
from community.forum.querysets.own import own_key
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.forum.models import Thread  # noqa: F401

COLUMNS_OF_LIST = [
    *("board", "title", "post_count", "last_post_at", "created_at", "locked_at", "pinned_at", "pinned_until"),
    *("hidden_at", "removed_at", "content_notes", "helpful_post", "author__username", "author__drawing", "alias__name"),
]
HORIZON = timedelta(days=30)  # to a newcomer, and after a long absence, not everything ever written is news


@dataclass(frozen=True)
class Quiet:
    """The places that somebody muted, by primary key; `loud_boards` have a level of their own in a muted group."""

    boards: list[int]
    groups: list[int]
    loud_boards: list[int]


def horizon_of(member: User, *, now: datetime) -> datetime:
    """What was last written before this moment counts as read."""
    return max(now - HORIZON, member.date_joined)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Threads that others can read, and one's own whose opening post is held."""
        held_own = Q(author=own_key(user), merged_into=None)
        return self.filter(seen_by(user, path="board__group"), Q(post_count__gt=0) | held_own)

    def reachable_by(self, user: User | AnonymousUser, *, joined: models.QuerySet[Any, Any]) -> Self:
        """Those, and threads that became part of another one: their address leads there."""
        there = Q(post_count__gt=0) | Q(author=own_key(user)) | Q(merged_into__isnull=False)
        return self.filter(seen_by(user, path="board__group", joined=joined), there)

    def wanted_by(self, user: User | AnonymousUser) -> Self:
        """Without those that touch on what this person leaves out; their own are always there."""
        return self.filter(wanted_notes(user) | Q(author=user.pk)) if leaves_out(user) else self

    def titled_for(self, user: User | AnonymousUser) -> Self:
        """Those whose title this person may read without being of the team; one's own stays one's own."""
        return self.filter(Q(hidden_at=None, removed_at=None) | Q(author=own_key(user)))

    def published(self) -> Self:
        return self.filter(post_count__gt=0)

    def latest_first(self) -> Self:
        return self.order_by("-last_post_at", "-pk")

    def pinned(self, now: datetime) -> Self:
        return self.filter(Q(pinned_until=None) | Q(pinned_until__gt=now), pinned_at__isnull=False)

    def unanswered(self) -> Self:
        return self.filter(post_count=1, hidden_at=None, removed_at=None)

    def with_unread(self, member: User, *, now: datetime) -> Self:
        """Adds `read_number` (None: never opened), `own_level` (None: never said) and `unread_count`, the posts
        behind the read mark; nothing is unread in what was last written before the horizon."""
        own = FilteredRelation("reads", condition=Q(reads__member=member))
        behind = F("post_count") - Coalesce("own_read__number", 0)
        recent = When(last_post_at__gt=horizon_of(member, now=now), then=behind)
        return self.annotate(
            own_read=own,
            read_number=F("own_read__number"),
            own_level=F("own_read__level"),
            own_reason=F("own_read__level_reason"),
            unread_count=Case(recent, default=Value(0)),
        )

    def unread_by(self, member: User, *, now: datetime) -> Self:
        """The date first: an index finds it."""
        recent = self.filter(last_post_at__gt=horizon_of(member, now=now))
        return recent.with_unread(member, now=now).filter(unread_count__gt=0)

    def heard_by(self, member: User, *, quiet: Quiet) -> Self:
        """Behind `with_unread`: without what the member muted. A thread's own level wins over that of its place."""
        muted_place = Q(board__in=quiet.boards) | (Q(board__group__in=quiet.groups) & ~Q(board__in=quiet.loud_boards))
        return self.filter(Q(own_level__gt=0) | (Q(own_level=None) & ~muted_place))

    def for_list(self) -> Self:
        return self.select_related("author", "alias").only(*COLUMNS_OF_LIST)

    def for_page(self) -> Self:
        return self.select_related("board__group", "poll")
