"""Who looks after the papers."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def can_keep_papers(user: User | AnonymousUser) -> bool:
    """Whoever runs the site; moderators do not."""
    return isinstance(user, User) and user.is_active and user.is_superuser
