"""Who may read which board, thread and post, and in which order and columns lists show them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from community.accounts.models import User
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.forum.models import Board, Post, Thread  # noqa: F401

COLUMNS_OF_LIST = ["board", "title", "post_count", "last_post_at", "locked_at", "hidden_at", "author__username"]
COLUMNS_OF_POST = ["thread", "number", "body_html", "created_at", "hidden_at", "hidden_reason", "author__username"]


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(seen_by(user, path="group"))


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(seen_by(user, path="board__group"))

    def latest_first(self) -> Self:
        return self.order_by("-last_post_at", "-pk")

    def with_unread(self, member: User) -> Self:
        """Adds `read_number`, the last post this member has read (None: never opened), and `unread_count` behind it."""
        own = FilteredRelation("reads", condition=Q(reads__member=member))
        behind = F("post_count") - Coalesce("own_read__number", 0)
        return self.annotate(own_read=own, read_number=F("own_read__number"), unread_count=behind)

    def unread_by(self, member: User) -> Self:
        return self.with_unread(member).filter(unread_count__gt=0)

    def for_list(self) -> Self:
        return self.select_related("author").only(*COLUMNS_OF_LIST)

    def for_page(self) -> Self:
        return self.select_related("board__group")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Posts whose place this person may see; to read their text, add `shown()` unless it is a moderator."""
        return self.filter(seen_by(user, path="thread__board__group"))

    def shown(self) -> Self:
        return self.filter(hidden_at=None)

    def for_page(self) -> Self:
        return self.select_related("author").only(*COLUMNS_OF_POST).order_by("number")
