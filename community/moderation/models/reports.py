"""What members and visitors point at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.groups.permissions import can_see
from community.moderation.models.cases import Case, Risk
from community.moderation.querysets import ReportQuerySet


class Report(models.Model):
    """Somebody points at trouble. `excerpt` is the whole text as it was at that moment, with what stood around it
    where nobody else could look it up. A visitor has no account: the receipt opens with the secret `token`."""

    class Reason(models.TextChoices):
        ILLEGAL = "illegal", _("It seems to be illegal")
        WORRIED = "worried", _("I am worried about someone's safety")
        UNSAFE_ADVICE = "unsafe_advice", _("Medical advice that could be unsafe")
        HARASSMENT = "harassment", _("Harassment, hate or threats")
        PRIVACY = "privacy", _("It gives away something private")
        SPAM = "spam", _("Spam or advertising")
        UNDER_AGE = "under_age", _("The writer may be under 18")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    visitor_name = models.CharField(max_length=100, blank=True)
    visitor_email = models.EmailField(blank=True)  # where the outcome goes
    visitor_mark = models.CharField(max_length=64, blank=True)  # who asks too often, for one day; never an address
    token = models.CharField(max_length=43, null=True, blank=True, unique=True)
    reason = models.CharField(max_length=20, choices=Reason)
    shows_child_abuse = models.BooleanField(default=False)
    in_good_faith = models.BooleanField(default=False)  # said so
    words = models.TextField(blank=True)
    excerpt = models.TextField()
    byline = models.CharField(max_length=150, blank=True)  # whom the page named as its author
    path = models.CharField(max_length=300, blank=True)  # where it stood
    revision = models.CharField(max_length=40, blank=True)  # of a post: how often it had been edited; of a picture: key
    fingerprint = models.CharField(max_length=64, blank=True)  # of a picture's file
    created_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "reporter"], name="one_report_per_case_and_reporter"),
            models.CheckConstraint(
                condition=Q(reason__in="illegal worried unsafe_advice harassment privacy spam under_age other".split()),
                name="report_reason_exists",
            ),
            models.CheckConstraint(condition=~Q(excerpt=""), name="report_keeps_the_text"),
            models.CheckConstraint(
                condition=Q(reporter=None, token__isnull=False)
                | Q(reporter__isnull=False, token=None, visitor_name="", visitor_email="", visitor_mark=""),
                name="report_is_a_members_or_a_visitors",
            ),
        ]
        indexes = [
            models.Index(
                fields=["visitor_mark", "created_at"], condition=~Q(visitor_mark=""), name="reports_of_a_visitor"
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"

    def get_absolute_url(self) -> str:
        if self.token is not None:
            return reverse("moderation:visitor_receipt", args=[self.token])
        return reverse("moderation:receipt", args=[self.pk])

    @property
    def risk(self) -> Risk:
        return risk_of(self.reason, shows_child_abuse=self.shows_child_abuse)

    @property
    def keeps_text_from_reporter(self) -> bool:
        """A visitor was shown what everybody could read, and its author's taking it back, before or since, was meant
        for the member too: the team has the text, the receipt has not. Nor has it the words of a group that who
        reported may not read any more."""
        if self.reporter is None or self.case.taken_back_at is not None:
            return True
        place = self.case.place
        return place is not None and not can_see(self.reporter, place)

    @property
    def was_taken_back_since(self) -> bool:
        taken_back_at = self.case.taken_back_at
        return taken_back_at is not None and taken_back_at > self.created_at


class Challenge(models.Model):
    """Who reported asks once that another moderator looks again. `again` holds their words in a fresh case."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="challenge")
    again = models.OneToOneField(Report, models.PROTECT, related_name="origin")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Challenge of {self.report_id}"


RISKS: dict[str, Risk] = {
    Report.Reason.WORRIED: Risk.LIFE,
    Report.Reason.UNDER_AGE: Risk.CHILD,
    Report.Reason.ILLEGAL: Risk.ILLEGAL,
    Report.Reason.UNSAFE_ADVICE: Risk.UNSAFE_ADVICE,
}


def risk_of(reason: str, *, shows_child_abuse: bool = False) -> Risk:
    risk = RISKS.get(reason, Risk.OTHER)
    return min(risk, Risk.CHILD) if shows_child_abuse else risk
