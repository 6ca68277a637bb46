"""Named filters over notices and mails."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.notifications.models import Delivery, Notification  # noqa: F401


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> NotificationQuerySet:
        return self.filter(recipient_id=user.pk)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def latest_first(self) -> NotificationQuerySet:
        return self.order_by("-created_at", "-pk")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime) -> DeliveryQuerySet:
        """Waiting, its moment has come, and no live worker holds it."""
        return self.waiting().filter(due_at__lte=now).filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def held(self, delivery: Delivery) -> DeliveryQuerySet:
        """The row of a claimed mail, as long as the claim holds."""
        return self.waiting().filter(pk=delivery.pk, lease=delivery.lease)

    def wanted(self) -> DeliveryQuerySet:
        return self.exclude(pk__in=self.unwanted().values("pk"))

    def unwanted(self) -> DeliveryQuerySet:
        """Read in the app meanwhile, or meant for somebody who may no longer sign in."""
        return self.filter(Q(notification__read_at__isnull=False) | Q(notification__recipient__is_active=False))
