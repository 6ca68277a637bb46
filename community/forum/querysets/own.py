"""What somebody wrote themselves."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def own_key(user: User | AnonymousUser) -> int | None:
    """To look for rows of this author: none for visitors and for accounts that are switched off."""
    return user.pk if user.is_active else None
