"""Which invitations somebody sees, and which still open the door."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from community.accounts.inviting.models import SiteInvitation  # noqa: F401
    from community.accounts.models import User


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class SiteInvitationQuerySet(models.QuerySet["SiteInvitation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site. Nobody sees the address again."""
        return self if user.is_authenticated and user.is_moderator else self.none()

    def reachable_by(self, token: str, *, now: datetime) -> Self:
        return self.filter(token_hash=hash_of(token)).usable(now)

    def usable(self, now: datetime) -> Self:
        """While there are uses left, and whoever made it is on the team: one UPDATE can carry all of it."""
        team = get_user_model().objects.filter(is_moderator=True, is_active=True)
        return self.filter(uses_left__gt=0, expires_at__gt=now, made_by__in=team)
