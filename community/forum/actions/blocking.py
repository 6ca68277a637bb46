"""Block whoever wrote a post, by the name it was written under."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.actions import block
from community.accounts.holding import held_now
from community.accounts.models import Block, User
from community.forum.actions.reading import key_of
from community.forum.models import Alias, BlockedAlias, Post
from community.notifications.actions import take_back


@transaction.atomic
def block_writer(post: Post, *, blocker: User, now: datetime) -> None:
    """Twice is once. An account under another name is blocked in silence: who it is, the blocker does not learn."""
    if post.author_id == blocker.pk:
        raise PermissionDenied(_("Nobody blocks themselves."))
    if post.alias is None:
        block(post.author, blocker=blocker, now=now)
    else:
        _block_alias(post.alias, blocker=blocker, now=now)


def _block_alias(alias: Alias, *, blocker: User, now: datetime) -> None:
    held_now(blocker)  # a double click waits here for its twin
    here = BlockedAlias.objects.filter(blocker=blocker, alias=alias)
    if here.exists():
        return
    row = block(alias.member, blocker=blocker, by_name=False, now=now)
    BlockedAlias.objects.create(block=row, blocker=blocker, alias=alias)
    _take_back_notices(alias, blocker, now=now)


def _take_back_notices(alias: Alias, blocker: User, *, now: datetime) -> None:
    """What waits to be told of posts under this name is not sent. Of names of members, the outbox asks itself."""
    key = key_of(alias.thread)
    unread = set(blocker.notifications.unread().filter(key=key).values_list("url", flat=True))
    posts = Post.objects.filter(alias=alias).only("pk")
    for url in unread & {post.get_absolute_url() for post in posts}:
        take_back(User.objects.filter(pk=blocker.pk), key=key, url=url, now=now)


def blocks_follow(alias: Alias, *, to: Alias, copied: bool) -> None:
    """The same name of the same member now stands in another thread: `copied` there, or it has moved."""
    there = BlockedAlias.objects.filter(alias=to).values_list("blocker", flat=True)
    for here in BlockedAlias.objects.filter(alias=alias).exclude(blocker__in=list(there)).select_related("block"):
        same = {"blocker_id": here.blocker_id, "blocked_id": here.block.blocked_id, "by_name": False}
        row = Block.objects.create(**same, created_at=here.block.created_at)
        BlockedAlias.objects.create(block=row, blocker_id=here.blocker_id, alias=to)
    if not copied:
        Block.objects.filter(under_alias__alias=alias).delete()
