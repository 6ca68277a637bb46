"""Take words out of sight and bring them back. The place in the thread stays."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.erasures import record_erasure, record_return
from community.forum.actions.rendering import render_quotes_of
from community.forum.actions.writing import locked
from community.forum.models import Picture, Post, Thread
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


@transaction.atomic
def hide_post(post: Post, *, moderator: User, reason: str, now: datetime) -> bool:
    """Take the text out of sight and leave the place; False when somebody did so before."""
    _must_moderate(moderator, post)
    hidden = Post.objects.filter(pk=post.pk, hidden_at=None)
    changed = change_sight(post, hidden, hidden_at=now, hidden_reason=reason)
    if changed:
        record_erasure("forum.post.hidden", post.pk)
    return changed


@transaction.atomic
def restore_post(post: Post, *, moderator: User) -> bool:
    """Show a hidden post again; False when it was not hidden."""
    _must_moderate(moderator, post)
    hidden = Post.objects.filter(pk=post.pk, hidden_at__isnull=False)
    changed = change_sight(post, hidden, hidden_at=None, hidden_reason="")
    if changed:
        record_return("forum.post.hidden", post.pk)
    return changed


@transaction.atomic
def hide_picture(picture: Picture, *, moderator: User, now: datetime) -> bool:
    """Take one picture out of sight, with what it was said to show; the words of its post stay."""
    _must_moderate_picture(moderator, picture)
    hidden = bool(Picture.objects.filter(pk=picture.pk, hidden_at=None).update(hidden_at=now))
    if hidden:
        record_erasure("forum.picture.hidden", picture.pk)
    return hidden


@transaction.atomic
def restore_picture(picture: Picture, *, moderator: User) -> bool:
    """Show a hidden picture again; False when it was not hidden."""
    _must_moderate_picture(moderator, picture)
    restored = bool(Picture.objects.filter(pk=picture.pk, hidden_at__isnull=False).update(hidden_at=None))
    if restored:
        record_return("forum.picture.hidden", picture.pk)
    return restored


def _must_moderate_picture(moderator: User, picture: Picture) -> None:
    if picture.post is None:
        raise PermissionDenied("Nobody but its owner has seen this picture.")
    _must_moderate(moderator, picture.post)


def _must_moderate(moderator: User, post: Post) -> None:
    if not can_moderate(as_now(moderator), group_of(post)):
        raise PermissionDenied("Only moderators of this group hide and restore posts.")


def group_of(post: Post) -> SupportGroup:
    """Where it stands now: since it was read its thread may have gone to another group."""
    return SupportGroup.objects.get(boards__threads__posts=post.pk)


def change_sight(post: Post, still: QuerySet[Post], **changes: object) -> bool:
    """Hide, remove or bring back the one row in `still`, once; its author's count and the title follow."""
    locked(post.thread)
    was_shown = Post.objects.shown().filter(pk=post.pk).exists()
    changed = bool(still.update(**changes))
    post.refresh_from_db(fields=["thread", "number", "hidden_at", "hidden_reason", "removed_at"])
    is_shown = post.is_shown and post.number is not None
    if is_shown != was_shown:
        render_quotes_of(post)
        count = F("accepted_posts") + (1 if is_shown else -1)
        User.objects.filter(pk=post.author_id).update(accepted_posts=count)  # after every post, as everywhere
    if changed and "removed_at" in changes:
        Post.objects.filter(pk=post.pk).update(quotes_due_at=timezone.now())
    if post.number == 1:  # the title was written with post 1
        Thread.objects.filter(pk=post.thread_id).update(hidden_at=post.hidden_at, removed_at=post.removed_at)
    return changed
