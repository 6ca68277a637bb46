"""What the nightly task erased."""

from django.db import models
from django.db.models import F, Q

from community.privacy.querysets import RetentionRunQuerySet


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
