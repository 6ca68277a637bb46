"""Which shifts, check-ins and private notes somebody may see, and who is on duty when."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q, QuerySet

from community.accounts.models import User

if TYPE_CHECKING:
    from community.moderation.duty.models import Alert, CheckIn, Debrief, Shift, TrainingDone  # noqa: F401


def site_team(*, now: datetime) -> QuerySet[User]:
    """Moderators of the whole site who can act."""
    free = Q(suspended_until=None) | Q(suspended_until__lte=now)
    heard = Q(silenced_until=None) | Q(silenced_until__lte=now)
    return User.objects.filter(free, heard, is_moderator=True, is_active=True)


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The rota is the site team's."""
        if not isinstance(user, User) or not user.is_active or not user.is_moderator:
            return self.none()
        return self.all()

    def of_team(self, *, now: datetime) -> Self:
        """Without those who may not act any more."""
        return self.filter(member__in=site_team(now=now))

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that touch this time, first ones first."""
        return self.filter(ends_at__gt=start, starts_at__lt=end).order_by("starts_at", "pk")

    def handed_over(self, *, since: datetime) -> Self:
        return self.filter(noted_at__gte=since).order_by("-ends_at", "-pk")


class AlertQuerySet(models.QuerySet["Alert"]):
    def of_this_turn(self) -> Self:
        """Since the case came back the last time; as `ladder.turn_of`."""
        claims = Count("case__events", filter=Q(case__events__kind="claimed"))
        return self.annotate(turn_now=claims).filter(turn=F("turn_now"))

    def settled(self, *, since: datetime) -> Self:
        """Nobody else is to be told now: everybody was, or somebody only a moment ago."""
        return self.filter(Q(step=3) | Q(created_at__gt=since))


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and those a moderator of the site may be asked to do."""
        return self.all() if user.is_moderator else self.filter(Q(member=user) | Q(asked_of=user))

    def open(self) -> Self:
        return self.filter(done_at=None)

    def overdue(self, *, since: datetime) -> Self:
        return self.open().filter(created_at__lt=since)

    def waiting_for(self, user: User, *, overdue_since: datetime) -> Self:
        """Asked of this person; and those that nobody did in time, of every moderator of the site."""
        asked = Q(asked_of=user)
        if user.is_moderator:
            asked |= Q(created_at__lt=overdue_since)
        return self.open().filter(Q(member=user, answered_at=None) | (asked & ~Q(member=user)))


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def visible_to(self, user: User) -> Self:
        """Nobody's but the writer's, whatever their role."""
        return self.filter(writer=user)


class TrainingQuerySet(models.QuerySet["TrainingDone"]):
    def visible_to(self, user: User) -> Self:
        """Own ticks; who leads the team sees everybody's."""
        return self.all() if user.is_superuser else self.filter(member=user)
