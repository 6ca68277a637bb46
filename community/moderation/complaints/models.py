"""Complaints about what the team does, apart from reports about what others write."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.complaints.querysets import ComplaintQuerySet

DAYS_TO_ANSWER = 14
TIME_TO_ANSWER = timedelta(days=DAYS_TO_ANSWER)


class Complaint(models.Model):
    """Whoever answers knows the name only if the member wants it: it may be about something written under another one.
    The receipt opens with the secret `token`, also for those who may not sign in."""

    class Kind(models.TextChoices):
        REPORT = "report", _("How you handled a report")
        DECISION = "decision", _("A decision about me or what I wrote")
        DUTY = "duty", _("You do too little, or too much, to keep people safe")
        DATA = "data", _("How you use data")
        OTHER = "other", _("Something else")

    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    complainant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # see complaints_of_a_member
    shows_name = models.BooleanField(default=False)
    visitor_email = models.EmailField(blank=True)  # where the answer is announced
    visitor_mark = models.CharField(max_length=64, blank=True)  # who writes too often, for one day; never an address
    token = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in="report decision duty data other".split()), name="complaint_kind_exists"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="complaint_says_something"),
            models.CheckConstraint(
                condition=Q(complainant=None, shows_name=False)
                | Q(complainant__isnull=False, visitor_email="", visitor_mark=""),
                name="complaint_is_a_members_or_a_visitors",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="complaint_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], condition=Q(answered_at=None), name="complaints_waiting"),
            models.Index(fields=["-answered_at", "-id"], name="complaints_answered"),
            models.Index(fields=["complainant", "created_at"], name="complaints_of_a_member"),
            models.Index(
                fields=["visitor_mark", "created_at"], condition=~Q(visitor_mark=""), name="complaints_of_a_visitor"
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:complaint_receipt", args=[self.token])

    @property
    def answer_by(self) -> date:
        """The day until which we said we would answer, in the reader's time zone."""
        return timezone.localdate(self.created_at + TIME_TO_ANSWER)

    def is_late(self, now: datetime) -> bool:
        return self.answered_at is None and timezone.localdate(now) > self.answer_by
