"""Every moment at which a reminder fell due, and what its owner said to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.reminders.models.reminders import Reminder
from community.reminders.querysets import OccurrenceQuerySet


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

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
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
