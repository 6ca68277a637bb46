"""Which cases, receipts and statements somebody may see, and the order in which cases wait."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User
from community.groups.models import Membership
from community.moderation.subjects import JOINS, by_author, in_groups

if TYPE_CHECKING:
    from community.moderation.models import Case, Decision, Report  # noqa: F401


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site see all, a group's moderators those of their groups, and nobody one on own words."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        others = self.exclude(by_author(user))
        if user.is_moderator:
            return others
        moderated = user.memberships.filter(role=Membership.Role.MODERATOR)
        return others.filter(in_groups(moderated.values("group")))

    def open(self) -> Self:
        return self.filter(decided_at=None)

    def most_pressing_first(self) -> Self:
        """Risk to life before everything else; among equals the oldest."""
        return self.order_by("risk", "opened_at", "pk")

    def for_page(self) -> Self:
        return self.select_related(*JOINS, "appeal").prefetch_related("reports")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """A receipt is for the one who reported."""
        return self.filter(reporter=user)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """The author reads what restricted them and what came of the appeal, never that somebody complained in vain."""
        told = Q(outcome="hidden") | Q(after_appeal=True)
        return self.filter(by_author(user, prefix="case__"), told)

    def for_page(self) -> Self:
        return self.select_related(*(f"case__{join}" for join in JOINS), "case__appeal")
