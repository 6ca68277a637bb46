"""Names that somebody had, and names that nobody may take yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.accounts.naming.models import FormerName, HeldName  # noqa: F401

HELD_FOR = timedelta(days=365)


def marks_of(look: str) -> list[str]:
    """By the key of today, then by older ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac("held-name", look, secret=key, algorithm="sha256").hexdigest() for key in keys]


class FormerNameQuerySet(models.QuerySet["FormerName"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site. Not even its owner needs a page of them."""
        return self if user.is_authenticated and user.is_active and user.is_moderator else self.none()

    def since(self, moment: datetime) -> Self:
        return self.filter(given_up_at__gt=moment)


class HeldNameQuerySet(models.QuerySet["HeldName"]):
    def in_force(self, now: datetime) -> Self:
        return self.filter(held_at__gt=now - HELD_FOR)

    def like(self, looks: Iterable[str]) -> Self:
        return self.filter(mark__in=[mark for look in looks for mark in marks_of(look)])
