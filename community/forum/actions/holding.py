"""What the team does with a post that waits: let it appear sooner, or not at all."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.forum.actions.hiding import hide_post
from community.forum.actions.team import tell_author
from community.forum.actions.writing import publish_held
from community.forum.models import Post
from community.groups.permissions import can_moderate


@transaction.atomic
def release_post(post: Post, *, moderator: User, now: datetime) -> bool:
    """False when it has appeared, or was taken out of sight, meanwhile."""
    if not can_moderate(moderator, post.thread.board.group):
        raise PermissionDenied(_("Only moderators of this group look after posts that wait."))
    return publish_held(post, now=now)


@transaction.atomic
def withhold_post(post: Post, *, moderator: User, reason: str, now: datetime) -> bool:
    """Its author reads why; False when somebody decided before."""
    if not Post.objects.held().filter(pk=post.pk).exists():
        return False
    hidden = hide_post(post, moderator=moderator, reason=reason, now=now)
    if hidden:
        tell_author(post, _("The team did not publish a post of yours, and says why"), now=now)
    return hidden
