"""Named filters over drafts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.drafts.models import Draft, OtherVersion  # noqa: F401

UNDO = timedelta(minutes=10)
UNTOUCHED = timedelta(days=180)
MOST = 200  # drafts of one member
NEVER_TOO_MANY = timedelta(days=90)  # younger ones stay, however many they are


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User | AnonymousUser) -> DraftQuerySet:
        """One's own, for every role."""
        return self.filter(owner_id=user.pk)

    def live(self) -> DraftQuerySet:
        return self.filter(discarded_at=None)

    def just_deleted(self, now: datetime) -> DraftQuerySet:
        """Those that can still be put back."""
        return self.filter(discarded_at__gt=now - UNDO)

    def newest_first(self) -> DraftQuerySet:
        return self.order_by("-saved_at", "-pk")

    def with_others(self) -> DraftQuerySet:
        return self.annotate(others=Count("other_versions"))

    def forgettable(self, now: datetime) -> DraftQuerySet:
        """Deleted and past their undo, untouched for long, or older ones beyond the most that a member has."""
        deleted = Q(discarded_at__lte=now - UNDO)
        untouched = Q(saved_at__lte=now - UNTOUCHED)
        too_many = Q(pk__in=self.beyond(MOST).values("pk"), saved_at__lte=now - NEVER_TOO_MANY)
        return self.filter(deleted | untouched | too_many)

    def beyond(self, number: int) -> DraftQuerySet:
        """What each member has besides their newest `number`."""
        place = Window(RowNumber(), partition_by=F("owner_id"), order_by=[F("saved_at").desc(), F("pk").desc()])
        return self.live().annotate(place=place).filter(place__gt=number)


class OtherVersionQuerySet(models.QuerySet["OtherVersion"]):
    def visible_to(self, user: User | AnonymousUser) -> OtherVersionQuerySet:
        return self.filter(draft__owner_id=user.pk)

    def forgettable(self, now: datetime) -> OtherVersionQuerySet:
        return self.filter(created_at__lte=now - UNTOUCHED)
