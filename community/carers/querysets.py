"""Named filters over help: who sees it, and what holds now. Each is asked of the database on every request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from community.accounts.models import Block
from community.carers.tokens import hash_of

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.carers.models import Act, Arrangement, OfferedDraft  # noqa: F401
    from community.groups.models import SupportGroup

SOON = timedelta(days=2)  # before the end, when the member is told
BURST_TIME = timedelta(minutes=10)
FORGOTTEN = timedelta(days=30)  # invitations that came to nothing


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def visible_to(self, user: User | AnonymousUser) -> ArrangementQuerySet:
        """The member's own, and the helper's unless one of the two blocked the other before it began. What was taken
        back before that is out of the helper's sight as well, or a block could be told from it."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        began = Q(accepted_at__isnull=False) | (Q(ended_at=None) & ~blocked())
        return self.filter(Q(member=user.pk) | (Q(helper=user.pk) & began))

    def of(self, member: User) -> ArrangementQuerySet:
        """Those in which this member is helped."""
        return self.filter(member=member)

    def by(self, helper: User) -> ArrangementQuerySet:
        """Those in which this person helps."""
        return self.filter(helper=helper)

    def in_force(self, now: datetime) -> ArrangementQuerySet:
        return self.filter(ended_at=None, ends_at__gt=now)

    def open(self, now: datetime) -> ArrangementQuerySet:
        """Invitations that wait for a yes."""
        return self.filter(accepted_at=None, ended_at=None, open_until__gt=now)

    def reachable_by(self, token: str, *, now: datetime) -> ArrangementQuerySet:
        """What a link leads to, for as long as nobody has used it."""
        return self.open(now).filter(token_hash=hash_of(token), helper=None)

    def live(self, now: datetime) -> ArrangementQuerySet:
        return self.filter(Q(ends_at__gt=now) | Q(accepted_at=None, open_until__gt=now), ended_at=None)

    def over(self, now: datetime) -> ArrangementQuerySet:
        """Those that once were in force."""
        return self.filter(Q(ended_at__isnull=False) | Q(ends_at__lte=now), accepted_at__isnull=False)

    def unblocked(self) -> ArrangementQuerySet:
        """Neither has blocked the other."""
        return self.exclude(blocked())

    def unrestricted(self, now: datetime) -> ArrangementQuerySet:
        """Both may write, as `can_write`."""
        found = self.filter(member__is_active=True, helper__is_active=True)
        for person in ("member", "helper"):
            for agreed in ("guidelines_accepted_at", "health_consent_at"):
                found = found.filter(**{f"{person}__{agreed}__lte": now})
            for until in ("silenced_until", "suspended_until"):
                found = found.exclude(**{f"{person}__{until}__gt": now})
        return found

    def usable(self, now: datetime) -> ArrangementQuerySet:
        """As `can_help`, for all scopes and groups."""
        return self.in_force(now).unblocked().unrestricted(now)

    def within(self, group: SupportGroup) -> ArrangementQuerySet:
        """Where the member takes part in this group and did not leave it out."""
        here = Q(in_some_groups=False) | Q(pk__in=self.model.objects.filter(groups=group).values("pk"))
        return self.filter(here, member__memberships__group=group)

    def ending_soon(self, now: datetime) -> ArrangementQuerySet:
        """Whose member was not told yet. What lasts for a day needs no word before its end."""
        return self.in_force(now).filter(ends_at__lte=now + SOON, told_of_end_at=None, days__gt=1)

    def forgettable(self, now: datetime) -> ArrangementQuerySet:
        """Invitations that came to nothing a while ago."""
        return self.filter(accepted_at=None, open_until__lte=now - FORGOTTEN)

    def for_list(self) -> ArrangementQuerySet:
        return self.select_related("member", "helper").prefetch_related("groups")


def blocked() -> Q:
    """For a filter over arrangements. By their own names only: if help stopped with a block of another name, whoever
    blocked it would know whose name it is."""
    named = Block.objects.by_name()
    one = named.filter(blocker=OuterRef("member"), blocked=OuterRef("helper"))
    other = named.filter(blocker=OuterRef("helper"), blocked=OuterRef("member"))
    return Q(Exists(one)) | Q(Exists(other))


class OfferedDraftQuerySet(models.QuerySet["OfferedDraft"]):
    def visible_to(self, user: User | AnonymousUser) -> OfferedDraftQuerySet:
        """The member's alone: a helper gives a text away."""
        return self.filter(arrangement__member=user.pk) if user.is_authenticated else self.none()


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, user: User | AnonymousUser) -> ActQuerySet:
        """The member's. What a helper did, they know."""
        return self.filter(arrangement__member=user.pk) if user.is_authenticated else self.none()

    def lately_by(self, helper: User, *, now: datetime) -> ActQuerySet:
        return self.filter(arrangement__helper=helper, done_at__gt=now - BURST_TIME)
