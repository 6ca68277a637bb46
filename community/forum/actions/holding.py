"""What the team does with a post that waits: let it appear sooner, or not at all."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.accounts.permissions import can_tell_health
from community.forum.actions.hiding import group_of, hide_post
from community.forum.actions.team import tell_author
from community.forum.actions.writing import locked, publish_held
from community.forum.models import Post
from community.groups.permissions import can_moderate


@transaction.atomic
def release_post(post: Post, *, moderator: User, now: datetime) -> bool:
    """False when it has appeared, or was taken out of sight, meanwhile. Nobody can say for its author what they took
    back their yes from."""
    if not can_moderate(as_now(moderator), group_of(post)):
        raise PermissionDenied(_("Only moderators of this group look after posts that wait."))
    if not can_tell_health(as_now(post.author), now=now):
        raise PermissionDenied(_("The post waits on: nothing new of its author appears here now."))
    return publish_held(post, now=now)


@transaction.atomic
def withhold_post(post: Post, *, moderator: User, reason: str, now: datetime) -> bool:
    """Its author reads why; False when somebody decided before."""
    locked(post.thread)  # it may appear in this moment
    if not Post.objects.held().filter(pk=post.pk).exists():
        return False
    hidden = hide_post(post, moderator=moderator, reason=reason, now=now)
    if hidden:
        tell_author(post, _("The team did not publish a post of yours, and says why"), now=now)
    return hidden
