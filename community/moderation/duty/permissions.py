"""Who keeps the rota, and who leads the team."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def can_keep_rota(user: User | AnonymousUser) -> bool:
    """Moderators of the whole site. A group's own look after their group when they are there."""
    return isinstance(user, User) and user.is_active and user.is_moderator


def leads(user: User) -> bool:
    """Sees how much everybody carries, and who has learnt what."""
    return user.is_superuser and can_keep_rota(user)
