"""Who keeps what the team shares, and who writes in its name."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.moderation.models import TeamMessage

MOST_A_DAY = 10  # messages of one member
DAY = timedelta(hours=24)


def is_on_team(user: User | AnonymousUser) -> bool:
    """A moderator of the site."""
    return isinstance(user, User) and user.is_active and user.is_moderator


def can_keep_replies(user: User | AnonymousUser) -> bool:
    return is_on_team(user) and isinstance(user, User) and not user.is_silenced


def can_write_as_team(user: User | AnonymousUser, member: User) -> bool:
    """To anybody but oneself."""
    return can_keep_replies(user) and user.pk != member.pk and member.is_active


def why_not_write_to_team(member: User, *, now: datetime) -> str:
    """Silenced and suspended members may; nobody may flood it. Empty: they may."""
    sent = TeamMessage.objects.filter(thread__member=member, moderator=None, created_at__gt=now - DAY)
    if sent.count() >= MOST_A_DAY:
        return _("You have written to us ten times today. We read it all. Please write again tomorrow.")
    return ""
