"""Quotes of what its author took back, in posts of all threads and in their earlier versions."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from community.core.marking import Knows, has_quotes, to_mark
from community.core.text.traces import Marks, Trace
from community.forum.actions.editing import locked_post
from community.forum.actions.rendering import render_once_more
from community.forum.models import Post, Revision

OF_REVISION = ("post_id", "post__author_id", "body", "post__taken_back")
logger = logging.getLogger(__name__)


def follow_quotes(traces: Collection[Trace], *, since: datetime, knows: Knows) -> int:
    """How many posts were changed. What was edited since then stands in its last revision."""
    number = sum(_mark(*found) for found in to_mark(_posts_since(since), traces, knows=knows))
    states = Revision.objects.filter(created_at__gte=since)
    return number + sum(_mark(*found) for found in to_mark(states, traces, knows=knows, columns=OF_REVISION))


def has_quotes_since(since: datetime) -> bool:
    return has_quotes(_posts_since(since))


def _posts_since(since: datetime) -> QuerySet[Post]:
    return Post.objects.filter(Q(published_at__gte=since) | Q(published_at=None))


def _mark(pk: int, marks: Marks | None) -> int:
    try:
        mark_quotes(Post.objects.select_related("thread").get(pk=pk), marks=marks)
    except Exception as problem:  # one text must not keep the words in the others
        logger.error("Quotes in post %s were not taken out: %s", pk, type(problem).__name__)
        return 0
    return 1


@transaction.atomic
def mark_quotes(post: Post, *, marks: Marks | None) -> None:
    post = locked_post(post)
    post.taken_back = marks
    post.save(update_fields=["taken_back"])
    render_once_more(post)


def quotes_followed(post: Post) -> None:
    """Unless it went or came back once more meanwhile."""
    Post.objects.filter(pk=post.pk, quotes_due_at=post.quotes_due_at).update(quotes_due_at=None)
