"""Which members somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models
from django.db.models import F
from django.db.models.lookups import Exact

if TYPE_CHECKING:
    from community.accounts.models import User


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members see active members; visitors see nobody."""
        return self.filter(is_active=True) if user.is_authenticated else self.none()

    def leaving_out(self, notes: int) -> Self:
        """Members who do not want to meet at least one of these content notes."""
        return self.exclude(Exact(F("notes_left_out").bitand(notes), 0))


class MemberManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's own, which knows how to make a user, with the filters above."""
