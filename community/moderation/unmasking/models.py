"""Two moderators together look up which account writes under another name. The rows are the log: nothing changes or
deletes what is written here, and the member can read why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.moderation.unmasking.querysets import UnmaskingQuerySet


class Unmasking(models.Model):
    """One moderator asks with a reason, another one agrees or refuses. Before that nobody learns anything."""

    case = models.ForeignKey("moderation.Case", models.PROTECT, related_name="unmaskings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()  # the member reads it
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # the member; with the agreement or not at all

    objects = UnmaskingQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="unmasking_has_a_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="unmasking_takes_two_moderators"
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None) | ~Q(refused_by=F("asked_by")), name="unmasking_is_refused_by_another"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None, told_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, told_at__isnull=False),
                name="unmasking_agreement_is_whole_and_told",
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None, refused_at=None) | Q(refused_by__isnull=False, refused_at__isnull=False),
                name="unmasking_refusal_is_whole",
            ),
            models.CheckConstraint(condition=Q(agreed_at=None) | Q(refused_at=None), name="unmasking_has_one_answer"),
            models.UniqueConstraint(fields=["case"], condition=Q(refused_at=None), name="one_unmasking_per_case"),
        ]

    def __str__(self) -> str:
        return f"Unmasking {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:unmasking", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.agreed_at is None and self.refused_at is None


class UnmaskingView(models.Model):
    """One look at the name behind the other name."""

    unmasking = models.ForeignKey(Unmasking, models.PROTECT, related_name="views")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.viewer_id} at {self.unmasking_id}"
