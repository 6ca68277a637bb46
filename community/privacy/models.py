"""What the nightly task erased, and the files of their own data that members asked for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.privacy.querysets import ExportRequestQuerySet, RetentionRunQuerySet

LASTS = timedelta(hours=48)


class RetentionRun(models.Model):
    """One run. It counts and names tables; nothing in it leads to a member. Without `ended_at` it is at work, or broke
    off."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    erased = models.JSONField(default=dict)  # how many, by what was erased (Sweep.name); without those that had nothing
    failed = models.JSONField(default=list)  # what could not be erased, by the same names
    is_whole = models.BooleanField(default=False)  # nothing was left for the next run

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-started_at", "-id"], name="retention_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="retention_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(is_whole=False) | Q(ended_at__isnull=False), name="retention_whole_has_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"Retention run {self.pk}"

    @property
    def number(self) -> int:
        return sum(self.erased.values())


class ExportRequest(models.Model):
    """A member asks for all of their data in one file. The row is the truth: who works at it holds its lease, and one
    whose lease is over is taken up again. The file bears the random name in `file`, a new one for each try."""

    class State(models.TextChoices):
        WAITING = "waiting"
        MAKING = "making"
        READY = "ready"
        FAILED = "failed"
        GONE = "gone"

    LIVE = (State.WAITING, State.MAKING, State.READY)

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="export_requests")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ExportRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state__in=["waiting", "making", "ready"]), name="one_live_export_each"
            ),
            models.CheckConstraint(
                condition=Q(state="making", lease__isnull=False, leased_until__isnull=False)
                | ~Q(state="making") & Q(lease=None, leased_until=None),
                name="export_is_made_under_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(made_at__isnull=False, expires_at__isnull=False) & ~Q(file=""),
                name="export_ready_is_whole",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="export_done_within_total"),
        ]

    def __str__(self) -> str:
        return f"Export request {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.MAKING}

    def is_there_at(self, now: datetime) -> bool:
        return self.state == self.State.READY and self.expires_at is not None and now < self.expires_at
