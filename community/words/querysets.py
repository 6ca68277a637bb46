"""Named filters over rules and over what they caught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Value, When

from community.words.permissions import can_keep_rules

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.words.models import Hit, Rule  # noqa: F401


class RuleQuerySet(models.QuerySet["Rule"]):
    def visible_to(self, user: User | AnonymousUser) -> RuleQuerySet:
        """Moderators of the site; to everybody else the lists would teach how to get round them."""
        return self if can_keep_rules(user) else self.none()

    def active(self) -> RuleQuerySet:
        return self.filter(is_active=True)

    def gravest_first(self) -> RuleQuerySet:
        grave = [When(effect=effect, then=Value(place)) for place, effect in enumerate(("urgent", "hold", "mask"))]
        return self.order_by(Case(*grave, default=Value(9)), "language", "kind", "phrase", "pk")


class HitQuerySet(models.QuerySet["Hit"]):
    def waiting(self) -> HitQuerySet:
        """Nobody has made a case of them yet; what may be about a life first, then the oldest."""
        urgent = Case(When(rule__effect="urgent", then=Value(0)), default=Value(1))
        return self.filter(taken_at=None).order_by(urgent, "created_at", "pk")
