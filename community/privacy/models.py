"""What the nightly task erased, and the files of their own data that members asked for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.notifications.models import Delivery
from community.privacy.querysets import ExportRequestQuerySet, LeavingQuerySet, RetentionRunQuerySet

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


class Leaving(models.Model):
    """A member leaves. Until `due_at` they can undo it, and the row goes. Then their account is erased, by whoever
    holds the lease, and the row counts what was erased. `member` is empty from then on, unless something is kept under
    seal: then it is an account without a name or address, which goes when nothing leads to it any more."""

    class Way(models.TextChoices):
        TAKE = "take"  # everything they wrote goes with them
        LEAVE = "leave"  # what others read stays, without their name

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="leaving"
    )
    way = models.CharField(max_length=5, choices=Way)
    asked_at = models.DateTimeField()  # also `removed_at` of what they took with them: so an undo knows it again
    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased = models.JSONField(default=dict)  # how many, by table
    farewell = models.ForeignKey(Delivery, models.SET_NULL, null=True, blank=True, related_name="+")  # the last mail

    objects = LeavingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=["take", "leave"]), name="leaving_way_exists"),
            models.CheckConstraint(condition=Q(due_at__gte=F("asked_at")), name="leaving_ends_later"),
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None) | Q(lease__isnull=False, leased_until__isnull=False),
                name="leaving_lease_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | Q(member__isnull=False), name="leaving_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"Leaving {self.pk}"

    @property
    def takes(self) -> bool:
        return self.way == self.Way.TAKE
