"""Keep the words that moderators begin with."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.moderation.models import CannedReply
from community.moderation.team.permissions import can_keep_replies


@transaction.atomic
def save_reply(reply: CannedReply, *, moderator: User, now: datetime) -> None:
    if not can_keep_replies(as_now(moderator)):
        raise PermissionDenied(_("Moderators of the site keep the replies."))
    reply.changed_by, reply.changed_at = moderator, now
    reply.save()
