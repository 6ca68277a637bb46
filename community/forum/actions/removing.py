"""Authors take their own words back, and for ten minutes undo that. The place in the thread stays."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure, record_return
from community.forum.actions.editing import locked_post
from community.forum.actions.hiding import change_sight
from community.forum.models import Post
from community.forum.permissions import can_remove, can_undo_removal


@transaction.atomic
def remove_post(post: Post, *, author: User, now: datetime) -> bool:
    """False when the author has removed it before: a double click."""
    post = locked_post(post)
    if post.removed_at is not None and post.author_id == author.pk:
        return False
    if not can_remove(author, post):
        raise PermissionDenied("Only its author removes a post that can be read.")
    removed = change_sight(post, Post.objects.filter(pk=post.pk, removed_at=None), removed_at=now)
    if removed:
        record_erasure("forum.post", post.pk)
    return removed


@transaction.atomic
def undo_removal(post: Post, *, author: User, now: datetime) -> bool:
    """False when it is back already; PermissionDenied once the ten minutes are over."""
    post = locked_post(post)
    if post.removed_at is None and post.author_id == author.pk:
        return False
    if not can_undo_removal(held_now(author), post, now=now):
        raise PermissionDenied("A removed post can be brought back by its author, for ten minutes.")
    returned = change_sight(post, Post.objects.filter(pk=post.pk, removed_at__isnull=False), removed_at=None)
    if returned:
        record_return("forum.post", post.pk)
    return returned
