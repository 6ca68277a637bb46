"""Who may read when the papers were looked at."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User

if TYPE_CHECKING:
    from community.moderation.compliance.models import ReviewEntry


class ReviewEntryQuerySet(models.QuerySet["ReviewEntry"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever runs the site."""
        return self.all() if isinstance(user, User) and user.is_active and user.is_superuser else self.none()

    def same_submit(self, entry: "ReviewEntry", *, since: datetime) -> Self:
        """A double click wrote it already."""
        names = ["slug", "done_on", "done_by", "note", "recorded_by"]
        return self.filter(**{name: getattr(entry, name) for name in names}, created_at__gt=since)
