"""What somebody may do in a group."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.groups.models import Membership, SupportGroup


def is_member(user: User | AnonymousUser, group: SupportGroup) -> bool:
    return isinstance(user, User) and group.memberships.filter(member=user).exists()


def can_join(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """Private groups are joined by invitation."""
    return isinstance(user, User) and user.is_active and group.privacy != SupportGroup.Privacy.PRIVATE


def can_moderate(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """Moderators of the site everywhere, a group's moderators in their group."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_moderator or group.memberships.filter(member=user, role=Membership.Role.MODERATOR).exists()
