"""Who reads how requests to join were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User

if TYPE_CHECKING:
    from community.moderation.approving.models import SignUpAnswer  # noqa: F401


class SignUpAnswerQuerySet(models.QuerySet["SignUpAnswer"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site."""
        return self if isinstance(user, User) and user.is_active and user.is_moderator else self.none()
