"""Whose subscription somebody may read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User
from community.calendars.tokens import hash_of

if TYPE_CHECKING:
    from community.calendars.models import CalendarFeed  # noqa: F401


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: User | AnonymousUser) -> CalendarFeedQuerySet:
        """One's own, for its settings."""
        return self.filter(member=user.pk)

    def reachable_by(self, token: str, *, now: datetime) -> CalendarFeedQuerySet:
        """Whoever has the address may read it, as long as its member may sign in. The hash is looked up, so an almost
        right token takes as long as a wrong one."""
        able = self.filter(member__is_active=True).exclude(member__suspended_until__gt=now)
        return able.filter(token_hash=hash_of(token)).select_related("member")
