"""Who keeps the lists."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def can_keep_rules(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and user.is_active and user.is_moderator
