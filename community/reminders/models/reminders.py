"""A member's own reminders: a rule each."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, takewhile

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.sealed import SealedField, Unreadable
from community.reminders.columns import PLAIN, dates_in, month_days_in, times_in, weekdays_in
from community.reminders.kinds import Kind
from community.reminders.querysets import ReminderQuerySet
from community.reminders.schedule import AFTER_ANSWER, Schedule, Unit, later, upcoming
from community.reminders.wording import sentence as sentence_of

LONGEST_INTERVAL = 120
MOST_TIMES_A_DAY, MOST_LEFT_OUT, HIGHEST_COUNT = 12, 60, 1000
FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2199, 12, 31)


REPEATS = ((10, _("Every 10 minutes")), (30, _("Every 30 minutes")), (60, _("Every hour")))
MOST_REPEATS = 3


class Reminder(models.Model):
    """A rule in local wall-clock time; `next_due_at` (UTC) is set exactly while it will ring again.

    Title and note are health data: the owner's only, sealed in the database, and never in a log, an address or the
    admin. In a mail stands the title alone, and only where its owner asked for that.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    seal_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # known before the row is there
    title = SealedField(_("title"), place="reminder title", bound_to=("owner_id", "seal_id"))
    note = SealedField(_("note"), blank=True, place="reminder note", bound_to=("owner_id", "seal_id"))
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.OWN)
    repeat_minutes = models.PositiveSmallIntegerField(null=True, blank=True, choices=REPEATS)  # until it is answered
    title_in_mail = models.BooleanField(default=False, db_default=False)  # its owner wants the title in its own mails
    time_zone = models.CharField(_("time zone"), max_length=64)
    starts_on = models.DateField(_("first date"))
    local_time = models.TimeField(_("time"))
    unit = models.CharField(_("how often"), max_length=11, choices=Unit)
    interval = models.PositiveSmallIntegerField(default=1)
    # The rest of the rule, each in the words of columns.py; empty or null where the rule does without.
    more_times = models.CharField(max_length=6 * MOST_TIMES_A_DAY, blank=True)
    weekdays = models.CharField(max_length=20, blank=True)
    month_days = models.CharField(max_length=100, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    left_out = models.CharField(max_length=11 * MOST_LEFT_OUT, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)  # the rule's own moment, where `next_due_at` is another
    put_off_from = models.DateTimeField(null=True, blank=True)  # when it would come but for a bad day
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="reminder_has_a_title"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="reminder_has_a_time_zone"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="reminder_unit_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="reminder_kind_is_known"),
            models.CheckConstraint(
                condition=Q(repeat_minutes=None) | Q(repeat_minutes__in=[10, 30, 60]), name="reminder_repeat_is_offered"
            ),
            models.CheckConstraint(condition=Q(interval__range=(1, LONGEST_INTERVAL)), name="reminder_interval_range"),
            models.CheckConstraint(condition=~Q(unit=Unit.ONCE) | Q(interval=1), name="reminder_once_has_no_interval"),
            models.CheckConstraint(condition=Q(starts_on__range=(FIRST_DATE, LAST_DATE)), name="reminder_start_range"),
            models.CheckConstraint(
                condition=Q(count=None) | Q(count__range=(1, HIGHEST_COUNT)), name="reminder_count_range"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on"), until__lte=LAST_DATE),
                name="reminder_ends_after_its_start",
            ),
            models.CheckConstraint(condition=Q(weekdays="") | Q(unit=Unit.WEEKS), name="reminder_weekdays_of_weeks"),
            models.CheckConstraint(condition=Q(month_days="") | Q(unit=Unit.MONTHS), name="reminder_days_of_months"),
            models.CheckConstraint(
                condition=~Q(unit=Unit.ONCE) | Q(more_times="", count=None, until=None, left_out=""),
                name="reminder_once_is_once",
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=AFTER_ANSWER) | Q(more_times="", count=None, left_out=""),
                name="reminder_after_an_answer_is_plain",
            ),
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
    def is_readable(self) -> bool:
        return not (isinstance(self.title, Unreadable) or isinstance(self.note, Unreadable))

    @property
    def schedule(self) -> Schedule:
        return Schedule(
            **{field: getattr(self, field) for field in PLAIN},
            more_times=times_in(self.more_times),
            weekdays=weekdays_in(self.weekdays),
            month_days=month_days_in(self.month_days),
            left_out=dates_in(self.left_out),
        )

    @property
    def is_over(self) -> bool:
        """Ended by its owner, or it has rung for the last time."""
        return self.next_due_at is None and self.paused_at is None and not self.waits

    @property
    def waits(self) -> bool:
        """It rings again only after an answer."""
        at_rest = self.next_due_at or self.paused_at or self.ended_at
        return self.unit in AFTER_ANSWER and not at_rest

    @property
    def sentence(self) -> str:
        return sentence_of(self.schedule)

    def upcoming(self, now: datetime) -> list[datetime]:
        """The next five moments, none while it is at rest."""
        if self.next_due_at is None:
            return []
        if self.unit in AFTER_ANSWER:
            return [self.next_due_at]
        if self.moved_from is not None:
            return [self.next_due_at, *upcoming(self.schedule, after=max(now, self.moved_from), count=4)]
        return upcoming(self.schedule, after=now)

    def moments_before(self, end: datetime, *, now: datetime) -> Iterator[datetime]:
        """Those at which it will ring, in order, as far as they are known: what was moved or put off stands where it
        comes now, and nothing of the rule comes before it. A rule that counts from an answer knows one."""
        if self.next_due_at is None:
            return
        following: Iterator[datetime] = iter(())
        if self.unit not in AFTER_ANSWER:
            following = later(self.schedule, after=max(now, self.next_due_at, self.moved_from or now))
        yield from takewhile(lambda moment: moment < end, chain([self.next_due_at], following))
