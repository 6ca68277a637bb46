"""A member's own reminders and every moment at which one fell due."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.reminders.querysets import OccurrenceQuerySet, ReminderQuerySet
from community.reminders.schedule import Schedule, Unit, upcoming
from community.reminders.schedule import sentence as sentence_of

LONGEST_INTERVAL = 120
FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2199, 12, 31)


class Reminder(models.Model):
    """A rule in local wall-clock time; `next_due_at` (UTC) is set exactly while it will ring again.

    Title and note are health data: the owner's only, and never in a log, a mail, an address or the admin.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    title = models.CharField(_("title"), max_length=120)
    note = models.TextField(_("note"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    starts_on = models.DateField(_("first date"))
    local_time = models.TimeField(_("time"))
    unit = models.CharField(_("how often"), max_length=6, choices=Unit)
    interval = models.PositiveSmallIntegerField(default=1)
    next_due_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="reminder_has_a_title"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="reminder_has_a_time_zone"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="reminder_unit_is_known"),
            models.CheckConstraint(condition=Q(interval__range=(1, LONGEST_INTERVAL)), name="reminder_interval_range"),
            models.CheckConstraint(condition=~Q(unit=Unit.ONCE) | Q(interval=1), name="reminder_once_has_no_interval"),
            models.CheckConstraint(condition=Q(starts_on__range=(FIRST_DATE, LAST_DATE)), name="reminder_start_range"),
            models.CheckConstraint(condition=Q(paused_at=None) | Q(ended_at=None), name="reminder_paused_or_ended"),
            models.CheckConstraint(
                condition=Q(next_due_at=None) | Q(paused_at=None, ended_at=None), name="reminder_at_rest_has_no_next"
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_at"], condition=Q(next_due_at__isnull=False), name="reminders_due"),
        ]

    def __str__(self) -> str:
        return f"Reminder {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reminders:reminder", args=[self.pk])

    @property
    def schedule(self) -> Schedule:
        return Schedule(
            starts_on=self.starts_on,
            local_time=self.local_time,
            time_zone=self.time_zone,
            unit=self.unit,
            interval=self.interval,
        )

    @property
    def is_over(self) -> bool:
        """Ended by its owner, or it has rung for the last time."""
        return self.next_due_at is None and self.paused_at is None

    @property
    def sentence(self) -> str:
        return sentence_of(self.schedule)

    def upcoming(self, now: datetime) -> list[datetime]:
        """The next five moments, none while it is at rest."""
        return upcoming(self.schedule, after=now) if self.next_due_at else []


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
