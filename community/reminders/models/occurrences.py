"""Every moment at which a reminder fell due, and what its owner said to it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.core.sealed import SealedField, Unreadable
from community.reminders.models.reminders import Reminder
from community.reminders.querysets import OccurrenceQuerySet

REASON = "reminder reason"


class Occurrence(models.Model):
    """One moment at which a reminder fell due. Open until its owner answers it or the next one comes (missed)."""

    class Answer(models.TextChoices):
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")
        MISSED = "missed", _("Missed")

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="occurrences")
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Why it was skipped; the owner's only, like the title. It goes to a correction unopened.
    reason = SealedField(blank=True, place=REASON, bound_to=("pk",))
    snoozed_until = models.DateTimeField(null=True, blank=True)
    repeats = models.PositiveSmallIntegerField(default=0)  # how often it has rung again without an answer
    ring_at = models.DateTimeField(null=True, blank=True)  # when its owner is told again, while it is open

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ring_at"], condition=Q(ring_at__isnull=False), name="occurrences_to_ring"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ring_at=None) | Q(answered_at=None), name="answered_rings_no_more"),
            models.UniqueConstraint(fields=["reminder", "due_at"], name="one_occurrence_per_moment"),
            models.UniqueConstraint(fields=["reminder"], condition=Q(answered_at=None), name="one_open_occurrence"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_and_moment_together",
            ),
            models.CheckConstraint(condition=Q(answer__in=["", "done", "skipped", "missed"]), name="answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"Occurrence {self.pk} of reminder {self.reminder_id}"

    @property
    def key(self) -> str:
        """The name of its mail in the outbox: no word in it tells what it is about."""
        return f"reminder-{self.reminder_id}-{self.pk}"

    @property
    def is_readable(self) -> bool:
        return not isinstance(self.reason, Unreadable)

    def stands_at(self, bad_day_until: datetime | None) -> datetime:
        """When its owner looks for it: put off by them, or by a bad day, it stands where it comes again. That it is
        told again until it is answered moves nothing."""
        put_off = {self.snoozed_until, bad_day_until} - {None}
        return self.ring_at if self.ring_at is not None and self.ring_at in put_off else self.due_at

    def as_answered(self, zone: ZoneInfo) -> dict[str, object]:
        """What a form shows that puts it right: what was said and when, on a clock in `zone`."""
        at = (self.answered_at or self.due_at).astimezone(zone)
        return {"answer": self.answer, "day": at.date(), "clock": at.time(), "reason": self.reason}


class Correction(models.Model):
    """What an answer was before its owner changed it."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="corrections")
    answer = models.CharField(max_length=7, choices=Occurrence.Answer)
    answered_at = models.DateTimeField()
    reason = SealedField(blank=True, place=REASON, bound_to=("occurrence_id",))
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Correction {self.pk} of occurrence {self.occurrence_id}"
