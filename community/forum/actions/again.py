"""After a restore: what was taken away since the backup was made goes once more (`core.erasures`). Nobody is asked and
nobody is told: whoever did it has done it before."""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from community.forum.actions.hiding import change_sight
from community.forum.models import Bookmark, Picture, Poll, Post, Revision


def remove_posts(keys: list[str], *, now: datetime) -> int:
    return _out_of_sight(keys, removed_at=now)


def hide_posts(keys: list[str], *, now: datetime) -> int:
    return _out_of_sight(keys, hidden_at=now, hidden_reason="")


def hide_blanked_posts(keys: list[str], *, now: datetime) -> int:
    """Whole: which phrase it was is kept nowhere but in what was lost. The team may show it and blank it again."""
    return hide_posts(keys, now=now)


@transaction.atomic
def _out_of_sight(keys: list[str], **changes: Any) -> int:
    column = next(iter(changes))
    posts = Post.objects.filter(pk__in=keys, **{column: None}).select_related("thread")
    return sum(
        change_sight(post, Post.objects.filter(pk=post.pk, **{column: None}), **changes)
        for post in posts.order_by("pk")
    )


def hide_revisions(keys: list[str], *, now: datetime) -> int:
    return Revision.objects.filter(pk__in=keys, hidden_at=None).update(hidden_at=now)


def hide_pictures(keys: list[str], *, now: datetime) -> int:
    return Picture.objects.filter(pk__in=keys, hidden_at=None).update(hidden_at=now)


def forget_pictures(keys: list[str], *, now: datetime) -> int:
    """They were never posted. Files first: what fails between is found again."""
    gone = list(Picture.objects.filter(pk__in=keys, post=None))
    for picture in gone:
        default_storage.delete(str(picture.file.name))
    return Picture.objects.filter(pk__in=[picture.pk for picture in gone]).delete()[0]


def remove_polls(keys: list[str], *, now: datetime) -> int:
    """With their votes."""
    return Poll.objects.filter(pk__in=keys).delete()[1].get("forum.Poll", 0)


def remove_bookmarks(keys: list[str], *, now: datetime) -> int:
    return Bookmark.objects.filter(pk__in=keys).delete()[0]
