"""Who may see what the team shares."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F

from community.accounts.models import User
from community.moderation.querysets import moderated_groups

if TYPE_CHECKING:
    from community.moderation.team.models import CannedReply, TeamThread  # noqa: F401


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever decides cases begins with them; moderators of the site keep them."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self if user.is_moderator or moderated_groups(user).exists() else self.none()

    def offered(self) -> Self:
        return self.filter(is_active=True).order_by("title")


class TeamThreadQuerySet(models.QuerySet["TeamThread"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site read all but their own; that one they read as every member does."""
        if not isinstance(user, User) or not user.is_active or not user.is_moderator:
            return self.none()
        return self.exclude(member=user)

    def waiting(self) -> Self:
        return self.filter(waits_since__isnull=False)

    def waiting_first(self) -> Self:
        """Whoever has waited longest first, then the latest exchanges."""
        return self.order_by(F("waits_since").asc(nulls_last=True), "-last_at", "-pk")
