"""Who is on duty, whom a risk to life was brought to, and how the team looks after itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.moderation.duty.querysets import (
    AlertQuerySet,
    CheckInQuerySet,
    DebriefQuerySet,
    ShiftQuerySet,
    TrainingQuerySet,
)

MOST_HARD_CASES = 20  # within 24 hours, for everybody who has not chosen fewer
TIME_TO_CHECK_IN = timedelta(hours=24)
TIME_FOR_A_NOTE = timedelta(hours=48)  # after the end of a shift
MEMBER = settings.AUTH_USER_MODEL


class Shift(models.Model):
    """A moderator of the site is there for the whole site. Shifts of two people may overlap, one's own do not."""

    member = models.ForeignKey(MEMBER, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.TextField(blank=True)  # for whoever comes next
    noted_at = models.DateTimeField(null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(note="", noted_at=None) | (~Q(note="") & Q(noted_at__isnull=False)),
                name="shift_note_is_whole",
            ),
            models.UniqueConstraint(fields=["member", "starts_at"], name="one_shift_per_member_and_start"),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="shifts_to_come")]

    def __str__(self) -> str:
        return f"Shift {self.pk}"

    def is_running_at(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at

    def takes_a_note_at(self, now: datetime) -> bool:
        """From its start on, as long as somebody may need it."""
        return self.starts_at <= now < self.ends_at + TIME_FOR_A_NOTE


class Alert(models.Model):
    """A risk to life was brought to one moderator. A case that was taken on and given back begins a new `turn`."""

    class Step(models.IntegerChoices):
        ON_DUTY = 1, _("On duty")
        NEXT = 2, _("On duty next")
        EVERYBODY = 3, _("Every moderator of the site")

    case = models.ForeignKey("moderation.Case", models.PROTECT, related_name="alerts", db_index=False)
    turn = models.PositiveIntegerField()
    moderator = models.ForeignKey(MEMBER, models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(choices=Step)
    created_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True, blank=True)  # this moderator cannot take it on

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "turn", "moderator"], name="one_alert_per_turn_and_moderator"),
            models.CheckConstraint(condition=Q(step__in=[1, 2, 3]), name="alert_step_exists"),
        ]

    def __str__(self) -> str:
        return f"Alert {self.pk}"


class CareLimit(models.Model):
    """How many hard cases a day this moderator wants to take on, where that is fewer than the site's number."""

    member = models.OneToOneField(MEMBER, models.CASCADE, related_name="care_limit")
    cases = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cases__lte=MOST_HARD_CASES), name="care_limit_is_lower_than_the_sites")
        ]

    def __str__(self) -> str:
        return f"CareLimit {self.pk}"


class CheckIn(models.Model):
    """Somebody decided about a risk to life, and a second person asks within a day how they are."""

    member = models.ForeignKey(MEMBER, models.CASCADE, related_name="+")
    asked_of = models.ForeignKey(MEMBER, models.CASCADE, null=True, blank=True, related_name="+")  # None: no one else
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # the member has written a debrief, or needs none
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(MEMBER, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(done_at=None), name="one_open_check_in_per_member"),
            models.CheckConstraint(
                condition=Q(asked_of=None) | ~Q(asked_of=F("member")), name="check_in_is_asked_of_another"
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | ~Q(done_by=F("member")), name="check_in_is_done_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Check-in {self.pk}"


class Debrief(models.Model):
    """What somebody wrote down for themselves after a hard case. Nobody else reads it on any page."""

    writer = models.ForeignKey(MEMBER, models.CASCADE, related_name="+")
    words = models.TextField()
    created_at = models.DateTimeField()

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="debrief_says_something")]

    def __str__(self) -> str:
        return f"Debrief {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:debrief")


class TrainingDone(models.Model):
    """A moderator has ticked one item of the list in `training.py`."""

    member = models.ForeignKey(MEMBER, models.CASCADE, related_name="+")
    item = models.CharField(max_length=40)
    done_at = models.DateTimeField()

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "item"], name="one_tick_per_training_item")]

    def __str__(self) -> str:
        return f"Training {self.item} of {self.member_id}"
