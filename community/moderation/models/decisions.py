"""What the team decided, what came of it, and how it was undone or looked at again. Rows are only ever added; which
decision is in force stands at the case (`Case.decision`)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.accounts.models import Sanction
from community.moderation.models.cases import Case
from community.moderation.querysets import AppealQuerySet, DecisionQuerySet, ProposalQuerySet

TIME_TO_UNDO = timedelta(hours=24)
TIME_TO_APPEAL = timedelta(days=183)


class Guideline(models.TextChoices):
    """The reason code of a restriction; the words stand on the guidelines page."""

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


class Outcome(models.TextChoices):
    """What becomes of the text; `measures` says how each is done and undone."""

    NO_ACTION = "no_action", _("It may stay as it is")
    APPROVED = "approved", _("Let it appear now")
    NOTED = "noted", _("Add content notes")
    ANNOTATED = "annotated", _("Put a word of the team on it")
    MASKED = "masked", _("Blank a phrase, keep the rest")
    MOVED = "moved", _("Move the conversation to another board")
    LOCKED = "locked", _("Lock the conversation")
    HIDDEN = "hidden", _("Hide it")
    REMOVED = "removed", _("Remove it")


DONE = {  # the same, once it is done
    Outcome.NO_ACTION: _("It stays as it is"),
    Outcome.APPROVED: _("It has appeared"),
    Outcome.NOTED: _("Content notes added"),
    Outcome.ANNOTATED: _("A word of the team stands on it"),
    Outcome.MASKED: _("A phrase is blanked"),
    Outcome.MOVED: _("The conversation was moved"),
    Outcome.LOCKED: _("The conversation is locked"),
    Outcome.HIDDEN: _("Hidden"),
    Outcome.REMOVED: _("Removed"),
}
RESTRICTING = [Outcome.MASKED, Outcome.LOCKED, Outcome.HIDDEN, Outcome.REMOVED]
OUTCOMES = "no_action approved noted annotated masked moved locked hidden removed".split()


class Choice(models.Model):
    """What a moderator chose, decided or still proposed."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome)
    details = models.JSONField(default=dict, blank=True)  # what the measure was given: a phrase, a board
    guideline = models.CharField(max_length=20, choices=Guideline, blank=True)
    words = models.TextField(blank=True)  # for the author
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def done(self) -> str:
        done = str(DONE[Outcome(self.outcome)])
        if not self.is_of_recent:
            return done
        return gettext("%(done)s: what one person said in a room lately (messages: %(number)s)") % {
            "done": done,
            "number": self.details["number"],
        }

    @property
    def is_of_recent(self) -> bool:
        """About all that somebody said in a room lately, not about one text."""
        return "hours" in self.details

    @property
    def hides(self) -> bool:
        return self.outcome in (Outcome.HIDDEN, Outcome.REMOVED)


class Decision(Choice):
    class Source(models.TextChoices):
        REPORT = "report", _("A member reported it.")
        TEAM = "team", _("We found it ourselves.")
        RULE = "rule", _("A rule of the site pointed it out to us.")

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    source = models.CharField(max_length=10, choices=Source, default=Source.REPORT)
    excerpt = models.TextField()  # the text concerned, as it was then
    before = models.JSONField(default=dict, blank=True)  # what undoing it needs
    sanction = models.OneToOneField(Sanction, models.PROTECT, null=True, blank=True, related_name="decision")
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="decision_outcome_exists"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["masked", "locked", "hidden", "removed"]) & Q(sanction=None)
                | ~Q(guideline=""),
                name="restricting_names_a_guideline",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by=None) | ~Q(seconded_by=F("moderator")), name="decision_is_seconded_by_another"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="decisions_newest")]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:statement", args=[self.pk])

    @property
    def restricts(self) -> bool:
        return self.outcome in RESTRICTING or self.sanction_id is not None

    @property
    def is_in_force(self) -> bool:
        return self.case.decision_id == self.pk

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undoing")

    @property
    def is_overturned(self) -> bool:
        """By another moderator, after an appeal."""
        return hasattr(self, "appeal") and hasattr(self.appeal, "answer") and self.appeal.answer.upheld

    def can_still_be_undone(self, now: datetime) -> bool:
        return now - self.created_at < TIME_TO_UNDO and not self.is_undone

    @property
    def last_day_to_appeal(self) -> datetime:
        return self.created_at + TIME_TO_APPEAL


class Undoing(models.Model):
    """Within a day a decision can be taken back as if it had not been made; the case waits again."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="undoing")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)  # for the team
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Undoing of {self.decision_id}"


class Proposal(Choice):
    """A decision that takes two: nothing happens until a second moderator agrees."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    sanction_kind = models.PositiveSmallIntegerField(choices=Sanction.Kind)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="one_open_proposal_per_case"),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("moderator")), name="proposal_is_answered_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"


class Appeal(models.Model):
    """The author asks once that another moderator looks again."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    words = models.TextField()
    created_at = models.DateTimeField()

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="appeal_says_why")]

    def __str__(self) -> str:
        return f"Appeal of {self.decision_id}"


class Answer(models.Model):
    """By somebody who had no part in the decision. Upheld: the author was right, and its effect is undone."""

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="answer")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    upheld = models.BooleanField()
    words = models.TextField(blank=True)  # for the author
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Answer to {self.appeal_id}"
