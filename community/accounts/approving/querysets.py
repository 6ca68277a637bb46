"""Who waits, who was told no, and who sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from community.accounts.approving.models import SignUpRequest  # noqa: F401
    from community.accounts.models import User

UNANSWERED = timedelta(days=30)  # then it is erased, and whoever asked is told


class SignUpRequestQuerySet(models.QuerySet["SignUpRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site see all; whoever asks, their own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_moderator else self.filter(member_id=user.pk)

    def open(self) -> Self:
        """Not answered; perhaps the address is not confirmed yet. An account that somebody switched on by hand waits no
        more."""
        return self.filter(ended_at=None, member__is_active=False)

    def waiting(self) -> Self:
        """What the team sees."""
        return self.open().filter(asked_at__isnull=False)

    def numbers(self, now: datetime) -> tuple[int, int]:
        """How many wait, and how many of them longer than we say. One query."""
        is_late = Q(asked_at__lt=now - timedelta(days=settings.APPROVAL_WAIT_DAYS))
        found = self.waiting().aggregate(waiting=Count("pk"), late=Count("pk", filter=is_late))
        return found["waiting"], found["late"]

    def unanswered(self, now: datetime) -> Self:
        """For longer than anybody should wait; and those whose address never was confirmed."""
        long_ago = now - UNANSWERED
        return self.open().filter(Q(asked_at__lte=long_ago) | Q(asked_at=None, made_at__lte=long_ago))

    def ended(self) -> Self:
        """The account is to be erased."""
        return self.filter(ended_at__isnull=False, member__is_active=False)

    def oldest_first(self) -> Self:
        return self.order_by("asked_at", "pk")
