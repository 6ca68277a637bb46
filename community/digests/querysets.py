"""Named filters over plans and summaries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

from community.accounts.models import User

if TYPE_CHECKING:
    from community.digests.models import Digest, Item, Plan  # noqa: F401


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(member=user.pk)

    def due(self, now: datetime) -> Self:
        """The claim goes through this filter as well, so that a late worker finds nothing to claim."""
        return self.filter(next_at__lte=now)

    def elsewhere(self) -> Self:
        """Reckoned for a zone in which their member is no more."""
        return self.exclude(time_zone=F("member__time_zone"))


class DigestQuerySet(models.QuerySet["Digest"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(member=user.pk)

    def newest_first(self) -> Self:
        return self.order_by("-day")


class ItemQuerySet(models.QuerySet["Item"]):
    def told(self, member: User) -> Self:
        """What this member need not be told again."""
        return self.filter(member=member)
