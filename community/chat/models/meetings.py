"""When people meet in a room: the plan, each meeting of it, who comes, and who speaks next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext

from community.chat.meeting_querysets import AttendanceQuerySet, HandQuerySet, MeetingPlanQuerySet, MeetingQuerySet
from community.chat.models.people import Pause
from community.chat.models.rooms import Room
from community.core.wall_clock import moment_of

LONGEST_DESCRIPTION, LONGEST_WELCOME, LONGEST_SUMMARY = 2000, 1000, 10_000
LONGEST_MEETING = 480  # minutes
MOST_PLACES = 500
SELDOMEST = 4  # weeks from one to the next
DAY, HOUR = 24, 1  # hours before the start at which a mail reminds


class MeetingPlan(models.Model):
    """Once, or every one to four weeks at the same time on the wall: number `first_number` on `starts_on`, the others
    from there. Moving all that follow sets both anew, so that those before keep their place."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="plans")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    welcome = models.TextField(blank=True)  # shown in the room while a meeting runs
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)  # None: as many as want to
    starts_on = models.DateField()
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    every_weeks = models.PositiveSmallIntegerField(default=0)  # 0: once
    until = models.DateField(null=True, blank=True)  # the last day on which one may be
    first_number = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = MeetingPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meeting_plan_has_a_title"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="meeting_plan_has_a_time_zone"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__range=(1, MOST_PLACES)), name="meeting_capacity_range"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, LONGEST_MEETING)), name="meeting_length_range"),
            models.CheckConstraint(condition=Q(every_weeks__lte=SELDOMEST), name="meeting_weeks_range"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("description"), LONGEST_DESCRIPTION)
                & LessThanOrEqual(Length("welcome"), LONGEST_WELCOME),
                name="meeting_plan_words_fit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_words(self) -> str:
        """ "Every 2 weeks on Tuesday at 19:00 (Europe/Berlin)"; empty for one that is once."""
        if not self.every_weeks:
            return ""
        words = {
            "n": self.every_weeks,
            "day": date_format(self.starts_on, "l"),
            "time": f"{self.local_time:%H:%M}",
            "zone": self.time_zone.replace("_", " "),
        }
        return (
            ngettext(
                "Every week on %(day)s at %(time)s (%(zone)s)",
                "Every %(n)s weeks on %(day)s at %(time)s (%(zone)s)",
                self.every_weeks,
            )
            % words
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def moments(self) -> Iterator[tuple[int, datetime]]:
        """Every number with its moment, in order. The rule runs on the wall's time and the zone comes afterwards, so
        19:00 stays 19:00 over each change of the clocks."""
        start = datetime.combine(self.starts_on, self.local_time)
        last = None if self.until is None else datetime.combine(self.until, datetime.max.time())
        rule = rrule(WEEKLY, interval=self.every_weeks or 1, dtstart=start, until=last)
        for number, local in enumerate(rule, start=self.first_number):
            yield number, moment_of(local, self.zone)
            if not self.every_weeks:
                return


class Meeting(models.Model):
    """One meeting of a plan. `room.meeting` points here while it runs, so there is one at a time in a room."""

    plan = models.ForeignKey(MeetingPlan, models.CASCADE, related_name="meetings", db_index=False)
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timed_at = models.DateTimeField()  # since when it begins at that moment
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # raised by each change that calendars have to know of
    summary = models.TextField(blank=True)
    summary_url = models.CharField(max_length=300, blank=True)  # the thread in which it was posted
    own_answer: str | None  # the reader's, where `with_own_answer` was asked

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_meeting_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_later"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(opened_at=None, closed_at=None), name="meeting_cancelled_or_held"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="meeting_closed_was_open"
            ),
            models.CheckConstraint(
                condition=Q(summary_url="") | (Q(summary_url__startswith="/") & ~Q(summary="")),
                name="meeting_summary_url_is_a_path",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("summary"), LONGEST_SUMMARY), name="meeting_summary_fits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at"], condition=Q(cancelled_at=None, closed_at=None), name="meetings_standing"
            ),
            models.Index(fields=["starts_at"], name="meetings_by_start"),  # also those that were called off
        ]

    def __str__(self) -> str:
        return str(self.plan)

    def get_absolute_url(self) -> str:
        return reverse("chat:meeting", args=[self.pk])

    @property
    def room(self) -> Room:
        return self.plan.room

    @property
    def is_running(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def news_key(self) -> str:
        """What the notices of its changes are about."""
        return f"meeting-{self.pk}-news"

    @property
    def calendar_key(self) -> str:
        """What the notice is about that it was taken out of somebody's calendar. Nothing else takes that one back."""
        return f"meeting-{self.pk}-calendar"

    @property
    def reminder_keys(self) -> list[str]:
        return [f"meeting-{self.pk}-{hours}" for hours in (DAY, HOUR)]

    @cached_property
    def hands_up(self) -> list[Hand]:
        """Whoever has the word or waits for it."""
        return list(self.hands_at(timezone.now()))

    def hands_at(self, now: datetime) -> HandQuerySet:
        """Without those of members who left, or were silenced or given a pause, meanwhile."""
        return self.hands.up().of_speakers(Pause.objects.in_force(now), now=now)

    @property
    def speaker(self) -> Hand | None:
        return next((hand for hand in self.hands_up if hand.called_at), None)

    @property
    def line(self) -> list[Hand]:
        """Who comes next, in order."""
        return [hand for hand in self.hands_up if not hand.called_at]

    @property
    def is_in_round(self) -> bool:
        return any(hand.in_round for hand in self.hands_up)


class Attendance(models.Model):
    """What one member said about one meeting."""

    class Answer(models.TextChoices):
        ATTENDING = "attending", gettext_lazy("You plan to come.")
        WAITING = "waiting", gettext_lazy("All places are taken. You are in line for one and hear from us.")
        CANNOT = "cannot", gettext_lazy("You cannot come this time.")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attendances")
    answer = models.CharField(max_length=10, choices=Answer)
    answered_at = models.DateTimeField()  # for the line; for those who moved up, when they did
    agreed_at = models.DateTimeField(null=True, blank=True)  # to the summary as it is drafted now
    belongs_in_calendar: bool  # both where `with_calendar` was asked
    is_reached: bool

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_attendance_per_meeting"),
            models.CheckConstraint(
                condition=Q(answer__in=["attending", "waiting", "cannot"]), name="attendance_answer_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"


class MeetingReminder(models.Model):
    """That somebody was reminded of a moment so many hours before, once: whatever is moved there and back."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="reminders", db_index=False)
    starts_at = models.DateTimeField()
    hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendance", "starts_at", "hours"], name="reminded_once_of_a_moment"),
            models.CheckConstraint(condition=Q(hours__in=[DAY, HOUR]), name="meeting_reminder_hours_exist"),
        ]

    def __str__(self) -> str:
        return f"Reminder of attendance {self.attendance_id}"


class Hand(models.Model):
    """Somebody wants to say something, or is asked to in a check-in round."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="hands", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    in_round = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)

    objects = HandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member", "in_round"], condition=Q(lowered_at=None), name="one_hand_up"
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(lowered_at=None, called_at__isnull=False), name="one_has_the_word"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "raised_at"], name="hands_in_order")]

    def __str__(self) -> str:
        return f"Hand {self.pk}"
