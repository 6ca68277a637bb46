"""When nobody new can join."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.accounts.querysets import SignupBrakeQuerySet


class SignupBrake(models.Model):
    """Nobody new can join for some hours: a wave of made-up accounts came in, or the team wants to catch up.

    `started_by` is empty where it came by itself."""

    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)  # before its end
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SignupBrakeQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="brake_ends_later")]

    def __str__(self) -> str:
        return f"Brake {self.pk}"
