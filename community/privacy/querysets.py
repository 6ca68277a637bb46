"""Who may read what the nightly task did, and who may have which file."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User

if TYPE_CHECKING:
    from community.privacy.models import ExportRequest, Leaving, RetentionRun  # noqa: F401


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever runs the site."""
        return self.all() if isinstance(user, User) and user.is_active and user.is_superuser else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class ExportRequestQuerySet(models.QuerySet["ExportRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, whoever else one is on the site."""
        return self.filter(member=user) if isinstance(user, User) and user.is_active else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")

    def open(self) -> Self:
        return self.filter(state__in=["waiting", "making"])

    def to_make(self, *, now: datetime) -> Self:
        """Waiting, or left by a worker that is no more."""
        return self.filter(Q(state="waiting") | Q(state="making", leased_until__lte=now)).order_by("asked_at", "pk")

    def over(self, *, now: datetime) -> Self:
        return self.filter(state="ready", expires_at__lte=now)


class LeavingQuerySet(models.QuerySet["Leaving"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own."""
        return self.filter(member=user) if isinstance(user, User) else self.none()

    def undoable(self, *, now: datetime) -> Self:
        """Nobody has begun to erase."""
        return self.filter(erased_at=None, lease=None, due_at__gt=now)

    def to_erase(self, *, now: datetime) -> Self:
        """Its days are over, and no worker is at it."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, erased_at=None, due_at__lte=now).order_by("due_at", "pk")

    def sealed(self) -> Self:
        """Erased, but for what somebody still has to be able to show."""
        return self.filter(erased_at__isnull=False, member__isnull=False)

    def over(self, *, since: datetime) -> Self:
        """Erased before that, and nothing leads to the account any more."""
        return self.filter(erased_at__lte=since, member=None)
