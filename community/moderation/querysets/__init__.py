"""Which cases, receipts and statements somebody may see, and the order in which cases wait."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from community.accounts.models import User
from community.groups.models import Membership
from community.groups.querysets import moderated_by
from community.moderation.subjects import JOINS

if TYPE_CHECKING:
    from community.moderation.models import Appeal, Case, Decision, Proposal, Report  # noqa: F401


def moderated_groups(user: User) -> Any:
    return user.memberships.filter(role=Membership.Role.MODERATOR).values("group")


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site see all, a group's moderators those of their groups, and nobody one on own words."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        others = self.exclude(author=user)
        return others if user.is_moderator else others.filter(group__in=moderated_groups(user))

    def open(self) -> Self:
        return self.filter(decided_at=None)

    def decided(self) -> Self:
        return self.filter(decided_at__isnull=False)

    def claimed(self, *, idle_since: datetime) -> Self:
        return self.open().filter(active_at__gt=idle_since)

    def unclaimed(self, *, idle_since: datetime) -> Self:
        return self.open().filter(Q(active_at=None) | Q(active_at__lte=idle_since))

    def idle(self, *, idle_since: datetime) -> Self:
        """Claimed once, and left alone since."""
        return self.open().filter(active_at__lte=idle_since)

    def in_danger(self) -> Self:
        """A risk to life that nobody has decided about; an appeal of such a decision waits like others."""
        return self.open().filter(risk=100, decision=None)

    def most_pressing_first(self) -> Self:
        """Risk to life before everything else; among equals the oldest."""
        return self.order_by("risk", "opened_at", "pk")

    def latest_first(self) -> Self:
        return self.order_by("-decided_at", "-pk")

    def for_list(self) -> Self:
        """What a row of the queue shows: no texts."""
        return self.select_related("group", "assignee", "decision").prefetch_related("reports")

    def for_page(self) -> Self:
        return self.select_related(*JOINS, "author", "group", "assignee", "decision__sanction")

    def reported_as(self, reason: str) -> Self:
        """By one member at least."""
        reports: Any = self.model.reports.rel.related_model  # that module imports this one
        return self.filter(Exists(reports.objects.filter(case=OuterRef("pk"), reason=reason)))

    def written_by(self, name: str) -> Self:
        """As moderators know the author: a name chosen for one conversation is not the account behind it."""
        account = Q(author__username__iexact=name, post__alias=None, picture__post__alias=None)
        alias = Q(post__alias__name__iexact=name) | Q(picture__post__alias__name__iexact=name)
        return self.filter(account | alias)

    def under_own_name(self) -> Self:
        """Without what was written under a name chosen for one conversation: nobody is told whose that is."""
        return self.filter(post__alias=None, picture__post__alias=None)

    def under_alias(self, alias: Any) -> Self:
        return self.filter(Q(post__alias=alias) | Q(picture__post__alias=alias))

    def appealed(self) -> Self:
        """Its author has asked to look again, and nobody has answered."""
        return self.open().filter(decision__isnull=False)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """A receipt is for the one who reported."""
        return self.filter(reporter=user)

    def reachable_by(self, token: str) -> Self:
        """A visitor's receipt is for whoever holds its address."""
        return self.filter(token=token)

    def about(self, subject_id: Any, *, kind: str) -> Self:
        return self.filter(**{f"case__{kind}": subject_id})

    def waiting(self) -> Self:
        return self.filter(case__decided_at=None)

    def for_receipt(self) -> Self:
        joins = (f"case__{join}" for join in JOINS)
        return self.select_related(*joins, "reporter", "case__decision__sanction", "challenge__again", "origin__report")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def reachable_by(self, host: User) -> Self:
        """About all that somebody else said in a room lately: what this host did, and whatever a moderator may see."""
        of_others = self.filter(details__has_key="hours").exclude(case__author=host)
        if in_their_groups := moderated_by(host, path="case__group"):
            return of_others.filter(Q(moderator=host) | in_their_groups)
        return of_others  # a moderator of the site; an empty condition would vanish beside another

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The author reads what restricted them and what came of it, never that somebody complained in vain."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(case__author=user).touching()

    def challenged_in(self, case: "Case") -> Self:
        """Those that somebody who reported has asked to look at again, in this case."""
        return self.filter(case__reports__challenge__again__case=case, undoing=None)

    def appealed_and_undone_in(self, case: "Case") -> Self:
        """Taken back while their author waited for somebody else to look again."""
        return self.filter(case=case, undoing__isnull=False, appeal__isnull=False)

    def made_by(self, moderator: User) -> Self:
        return self.filter(Q(moderator=moderator) | Q(seconded_by=moderator))

    def touching(self) -> Self:
        """Those that changed something, so that there is a statement to read."""
        return self.filter(
            Q(outcome__in=["noted", "annotated", "masked", "moved", "locked", "hidden", "removed"])
            | Q(sanction__isnull=False)
        )

    def for_page(self) -> Self:
        joins = (f"case__{join}" for join in JOINS)
        return self.select_related(*joins, "case__group", "sanction", "undoing", "appeal__answer")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A second moderator of the site answers."""
        if not isinstance(user, User) or not user.is_active or not user.is_moderator:
            return self.none()
        return self.exclude(case__author=user)

    def open(self) -> Self:
        """Nobody has answered, and nothing else was decided instead."""
        return self.filter(answered_at=None, case__decided_at=None, case__decision=None)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(decision__case__author=user)

    def open(self) -> Self:
        return self.filter(answer=None)
