"""Who may read what the nightly task did."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User

if TYPE_CHECKING:
    from community.privacy.models import RetentionRun  # noqa: F401


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever runs the site."""
        return self.all() if isinstance(user, User) and user.is_active and user.is_superuser else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")
