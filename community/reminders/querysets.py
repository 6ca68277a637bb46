"""What can be asked of reminders and their occurrences; a reminder is its owner's only."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Max, Q

from community.accounts.models import User
from community.reminders.kinds import ESSENTIAL, OF_TREATMENT, Kind
from community.reminders.schedule import AFTER_ANSWER

if TYPE_CHECKING:
    from community.reminders.models import Occurrence, Reminder, Wishes  # noqa: F401

CORRECTABLE = timedelta(days=7)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(owner=user.pk)

    def due(self, now: datetime) -> Self:
        """The claim of `fire` goes through this filter as well, so a late worker cannot fire a moved reminder."""
        return self.filter(next_due_at__lte=now)

    def claimed(self) -> Self:
        """With their owners, and ours until we commit; what another worker is at is passed over. On SQLite, which has
        one writer at a time, Django asks for no lock."""
        return self.select_related("owner").select_for_update(skip_locked=True, of=("self",))

    def optional(self) -> Self:
        """What can wait on a bad day."""
        return self.exclude(kind__in=ESSENTIAL)

    def appointments(self) -> Self:
        return self.filter(kind=Kind.APPOINTMENT)

    def coming(self) -> Self:
        return self.filter(next_due_at__isnull=False)

    def with_newest(self) -> Self:
        """`newest`: when it rang last."""
        return self.annotate(newest=Max("occurrences__due_at"))

    def soonest_first(self) -> Self:
        return self.order_by(F("next_due_at").asc(nulls_last=True), "-pk")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(reminder__owner=user.pk)

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def since(self, moment: datetime) -> Self:
        """What rang from then on, and what is open whenever it rang; nothing of reminders that are at rest by wish."""
        active = self.filter(reminder__paused_at=None, reminder__ended_at=None)
        return active.filter(Q(due_at__gte=moment) | Q(answered_at=None))

    def of_appointments(self) -> Self:
        return self.filter(reminder__kind=Kind.APPOINTMENT)

    def kept(self) -> Self:
        """Those that were marked as done, the newest first."""
        return self.filter(answer="done").order_by("-due_at", "-pk")

    def of_treatment_after(self, moment: datetime) -> Self:
        """What was answered of treatments, medicines and routines that fell due later."""
        return self.filter(reminder__kind__in=OF_TREATMENT, due_at__gt=moment, answered_at__isnull=False)

    def to_ring(self, now: datetime) -> Self:
        return self.open().filter(ring_at__lte=now)

    def forgotten(self, now: datetime) -> Self:
        """Nothing will ever follow that makes them missed, and a week has gone by."""
        last_ones = self.open().filter(ring_at=None, reminder__next_due_at=None, reminder__paused_at=None)
        return last_ones.filter(due_at__lte=now - timedelta(days=7)).exclude(reminder__unit__in=AFTER_ANSWER)

    def correctable(self, now: datetime) -> Self:
        return self.filter(due_at__gte=now - CORRECTABLE, due_at__lte=now).order_by("-due_at")

    def for_page(self) -> Self:
        return self.select_related("reminder").order_by("due_at", "pk")


class WishesQuerySet(models.QuerySet["Wishes"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(owner=user.pk)
