"""Which members somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models

if TYPE_CHECKING:
    from community.accounts.models import User


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members see active members; visitors see nobody."""
        return self.filter(is_active=True) if user.is_authenticated else self.none()


class MemberManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's own, which knows how to make a user, with the filters above."""
