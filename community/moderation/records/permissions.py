"""Who may open the record of a member."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.moderation.models import Case
from community.moderation.permissions import can_open_queue
from community.moderation.querysets import moderated_groups


def can_open_record(user: User | AnonymousUser, member: User) -> bool:
    """Moderators of the site everybody's but their own; those of a group the people in it, and whoever wrote there
    under their own name."""
    if not isinstance(user, User) or not can_open_queue(user) or user.pk == member.pk:
        return False
    if user.is_moderator or member.memberships.filter(group__in=moderated_groups(user)).exists():
        return True
    return Case.objects.visible_to(user).filter(author=member).under_own_name().exists()
