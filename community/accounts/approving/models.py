"""Accounts that wait until a person of the team says yes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.accounts.approving.querysets import SignUpRequestQuerySet


class SignUpRequest(models.Model):
    """The account is switched off meanwhile, which makes it one that is not there. A yes takes the row away; after a no
    the whole account goes, and the row with it (privacy). Nothing is asked, so no words are kept."""

    class Ended(models.TextChoices):
        REFUSED = "refused"
        GIVEN_UP = "given_up"
        LAPSED = "lapsed"  # nobody answered

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_up_request")
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # the address was confirmed: from then on the team sees it
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=Ended, blank=True, default="", db_default="")

    objects = SignUpRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["asked_at", "id"], condition=Q(ended_at=None), name="sign_up_requests_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at=None) | Q(asked_at__gte=F("made_at")), name="sign_up_request_asks_later"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended="")
                | Q(ended_at__isnull=False, ended__in=["refused", "given_up", "lapsed"]),
                name="sign_up_request_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Sign-up request {self.pk}"

    def is_late_at(self, now: datetime) -> bool:
        """As `numbers` counts them."""
        return self.asked_at is not None and self.asked_at < now - timedelta(days=settings.APPROVAL_WAIT_DAYS)
