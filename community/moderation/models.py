"""Reports of members, the case they make together, what the team decided, and the appeal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.chat.models import Message
from community.conversations.models import PrivateMessage
from community.forum.models import Post
from community.groups.models import SupportGroup
from community.moderation.querysets import CaseQuerySet, DecisionQuerySet, ReportQuerySet
from community.moderation.subjects import SUBJECTS, Subject, byline_of, exactly_one
from community.moderation.unmasking.models import Unmasking, UnmaskingView

__all__ = ["Appeal", "Case", "Decision", "Report", "Risk", "Unmasking", "UnmaskingView"]


class Risk(models.IntegerChoices):
    """How soon somebody has to look: smaller is sooner. Gaps leave room between."""

    LIFE = 100, _("Somebody may be in danger")
    ILLEGAL = 200, _("Illegal")
    UNSAFE_ADVICE = 300, _("Unsafe advice")
    OTHER = 900, _("Other")


class Case(models.Model):
    """One thing to judge, however many members reported it. Undecided while `decided_at` is null; an appeal
    opens it again. `version` counts what happened, so that nobody decides on what they have not read."""

    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    private_message = models.ForeignKey(PrivateMessage, models.PROTECT, null=True, blank=True, related_name="+")
    risk = models.PositiveSmallIntegerField(choices=Risk, default=Risk.OTHER)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one(list(SUBJECTS)), name="case_has_one_subject"),
            models.CheckConstraint(condition=Q(risk__in=Risk.values), name="case_risk_exists"),
            *(
                models.UniqueConstraint(fields=[kind], condition=Q(decided_at=None), name=f"one_open_case_per_{kind}")
                for kind in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["risk", "opened_at", "id"], condition=Q(decided_at=None), name="cases_waiting"),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:case", args=[self.pk])

    @property
    def kind(self) -> str:
        return next(kind for kind in SUBJECTS if getattr(self, f"{kind}_id") is not None)

    @property
    def about(self) -> Subject:
        return SUBJECTS[self.kind]

    @property
    def subject(self) -> Any:
        return getattr(self, self.kind)

    @property
    def group(self) -> SupportGroup | None:
        """Where it stands; None for a private message."""
        return self.about.group_of(self.subject)

    @property
    def byline(self) -> Any:
        """Who wrote it, as moderators know it too."""
        return byline_of(self.subject)

    @property
    def text_now(self) -> str:
        return self.about.text_of(self.subject)


class Report(models.Model):
    """A member points at trouble. `excerpt` is the whole text as it was at that moment, with what stood around it
    where nobody else could look it up."""

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
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.TextField(blank=True)
    excerpt = models.TextField()
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
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:receipt", args=[self.pk])

    @property
    def risk(self) -> Risk:
        return RISKS.get(self.reason, Risk.OTHER)


RISKS: dict[str, Risk] = {
    Report.Reason.WORRIED: Risk.LIFE,
    Report.Reason.ILLEGAL: Risk.ILLEGAL,
    Report.Reason.UNSAFE_ADVICE: Risk.UNSAFE_ADVICE,
}


class Decision(models.Model):
    """What one moderator decided. Rows are only ever added; the latest of a case is in force.
    That the two of one case have two moderators is what makes an appeal fair."""

    class Outcome(models.TextChoices):
        NO_ACTION = "no_action", _("It may stay")
        HIDDEN = "hidden", _("Hide it")

    class Guideline(models.TextChoices):
        KINDNESS = "kindness", _("Be kind and assume good faith")
        HATE = "hate", _("No hate, threats, sexual content or harassment")
        OWN_EXPERIENCE = (
            "own_experience",
            _("Share your own experience; do not tell others what to take, stop or refuse"),
        )
        NO_DOSES = "no_doses", _("No doses, and no buying or selling of medicines")
        NO_DIAGNOSIS = "no_diagnosis", _("No diagnosis from photos, videos or descriptions")
        ADVERTISING = "advertising", _("No advertising; say if you work for a company or clinic")
        PRIVACY = "privacy", _("Protect the privacy of others")
        DISTRESS = "distress", _("Low mood is welcome here; no methods, pictures of self-harm or goodbye notes")
        RECRUITMENT = "recruitment", _("No fundraising, research or press requests without the team's agreement")
        ADULTS = "adults", _("This community is for people aged 18 and over")
        LAW = "law", _("Nothing that breaks the law")

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome)
    guideline = models.CharField(max_length=20, choices=Guideline, blank=True)
    words = models.TextField(blank=True)  # for the author
    after_appeal = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "moderator"], name="one_decision_per_case_and_moderator"),
            models.UniqueConstraint(fields=["case", "after_appeal"], name="one_decision_before_and_after_appeal"),
            models.CheckConstraint(condition=Q(outcome__in=["no_action", "hidden"]), name="decision_outcome_exists"),
            models.CheckConstraint(
                condition=Q(outcome="no_action") | ~Q(guideline=""), name="hiding_names_a_guideline"
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:statement", args=[self.pk])

    @property
    def hides(self) -> bool:
        return self.outcome == self.Outcome.HIDDEN


class Appeal(models.Model):
    """The author asks once that another moderator looks again."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal")
    words = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="appeal_says_why")]

    def __str__(self) -> str:
        return f"Appeal of {self.case_id}"
