"""Places one wants to find again."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.models import User
from community.core.erasures import record_erasure
from community.forum.models import Bookmark, Post
from community.forum.permissions import can_bookmark


@transaction.atomic
def keep_bookmark(*, post: Post, member: User, note: str, remind_on: date | None, now: datetime) -> Bookmark:
    """Put a bookmark to the post, or change the one that is there."""
    if not can_bookmark(member, post):
        raise PermissionDenied("This post cannot be bookmarked.")
    words = {"note": note, "remind_on": remind_on}
    return Bookmark.objects.update_or_create(
        member=member, post=post, defaults=words, create_defaults={**words, "created_at": now}
    )[0]


@transaction.atomic
def remove_bookmark(*, post: Post, member: User) -> bool:
    """False when there was none."""
    kept = Bookmark.objects.filter(post=post, member=member)
    record_erasure("forum.bookmark", *kept.values_list("pk", flat=True))
    return bool(kept.delete()[0])
