"""Which complaints somebody may read."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User

if TYPE_CHECKING:
    from community.moderation.complaints.models import Complaint  # noqa: F401


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those who run the site and its moderators read all but their own: somebody else answers that."""
        if not isinstance(user, User) or not user.is_active or not (user.is_moderator or user.is_superuser):
            return self.none()
        return self.exclude(complainant=user)

    def reachable_by(self, token: str) -> Self:
        """A receipt is for whoever holds its address."""
        return self.filter(token=token)

    def sent_by(self, complainant: User | None, *, mark: str) -> Self:
        """Of a member, or of visitors from the same place."""
        return (
            self.filter(visitor_mark=mark, complainant=None)
            if complainant is None
            else self.filter(complainant=complainant)
        )

    def same_submit(self, columns: dict[str, Any], *, since: datetime) -> Self:
        """A double click, a reload or a retry."""
        return self.filter(**columns, created_at__gt=since)

    def waiting(self) -> Self:
        """The oldest first: it is the first to be late."""
        return self.filter(answered_at=None).order_by("created_at", "pk")

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")

    def for_list(self) -> Self:
        """No texts."""
        return self.only("pk", "kind", "created_at", "answered_at")
