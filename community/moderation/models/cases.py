"""One thing to judge, and every step that was taken with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.chat.models import Message
from community.conversations.models import PrivateMessage
from community.forum.models import Picture, Post
from community.groups.models import SupportGroup
from community.moderation.log.querysets import CaseEventQuerySet
from community.moderation.querysets import CaseQuerySet
from community.moderation.subjects import SUBJECTS, Subject, exactly_one

IDLE = timedelta(minutes=30)  # without a step by the one who claimed it, a case is everybody's again


class Risk(models.IntegerChoices):
    """How soon somebody has to look: smaller is sooner. Gaps leave room between."""

    LIFE = 100, _("Somebody may be in danger")
    CHILD = 150, _("A child may be concerned")
    ILLEGAL = 200, _("Illegal")
    UNSAFE_ADVICE = 300, _("Unsafe advice")
    OTHER = 900, _("Other")


HARD = Risk.ILLEGAL  # this and what is more urgent weighs on whoever reads it


class Case(models.Model):
    """One thing to judge, however many members reported it. Undecided while `decided_at` is null; an appeal or an undo
    opens it again. `version` counts its events, so that nobody acts on what they have not read."""

    class Origin(models.TextChoices):
        REPORT = "report", _("Reported")
        TEAM = "team", _("Found by the team")
        HELD = "held", _("Waits to appear")
        NEWCOMER = "newcomer", _("New member")
        WORDS = "words", _("Found by a word")
        CRISIS = "crisis", _("Found by words of distress")

    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    private_message = models.ForeignKey(PrivateMessage, models.PROTECT, null=True, blank=True, related_name="+")
    profile = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.REPORT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # whose words they are
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, blank=True, related_name="+")  # as it stood last
    risk = models.PositiveSmallIntegerField(choices=Risk, default=Risk.OTHER)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField("Decision", models.PROTECT, null=True, blank=True, related_name="+")  # in force
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    active_at = models.DateTimeField(null=True, blank=True)  # the assignee's last step

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one(list(SUBJECTS)), name="case_has_one_subject"),
            models.CheckConstraint(condition=Q(risk__in=Risk.values), name="case_risk_exists"),
            models.CheckConstraint(
                condition=Q(origin__in="report team held newcomer words crisis".split()), name="case_origin_exists"
            ),
            models.CheckConstraint(
                condition=Q(assignee=None, active_at=None) | Q(assignee__isnull=False, active_at__isnull=False),
                name="case_claim_is_whole",
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind], condition=Q(decided_at=None, decision=None), name=f"one_open_case_per_{kind}"
                )
                for kind in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["risk", "opened_at", "id"], condition=Q(decided_at=None), name="cases_waiting"),
            models.Index(fields=["group", "risk", "opened_at"], condition=Q(decided_at=None), name="cases_of_a_group"),
            models.Index(fields=["-decided_at", "-id"], condition=Q(decided_at__isnull=False), name="cases_decided"),
            models.Index(fields=["author", "-opened_at"], name="cases_of_a_member"),
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
    def place(self) -> SupportGroup | None:
        """Where it stands now; None for what stands in no group. `group` follows it (`actions.follow_groups`)."""
        return self.about.group_of(self.subject)

    @property
    def byline(self) -> Any:
        """Who wrote it, as moderators know it too."""
        return self.about.byline_of(self.subject)

    @property
    def address(self) -> str:
        """Where it stands for whoever may read it there."""
        return self.about.address_of(self.subject)

    @property
    def post_judged(self) -> Post | None:
        """The post itself, or the one that holds the picture: its place, and perhaps its other name."""
        return self.picture.post if self.picture is not None else self.post

    @property
    def taken_back_at(self) -> datetime | None:
        """By its author, and not put back; a picture goes with its post."""
        text = self.post_judged or self.message or self.private_message
        return text.removed_at if text is not None else None

    @property
    def is_under_alias(self) -> bool:
        """A name chosen for one conversation: moderators know it, and not the account behind it."""
        post = self.post_judged
        return post is not None and post.alias_id is not None

    @property
    def text_now(self) -> str:
        return self.about.text_of(self.subject)

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def is_hard(self) -> bool:
        """Its text is folded until somebody wants to read it, and counts for how much one carries in a day."""
        return self.risk <= HARD

    @property
    def is_call_for_help(self) -> bool:
        """A rule met words of distress in a private message or a profile. The case is about who wrote them."""
        return self.origin == self.Origin.CRISIS and self.profile_id is not None

    def held_by(self, now: datetime) -> Any:
        """The one who has claimed it and has not been idle for too long; None when anybody may claim it."""
        busy = self.active_at is not None and now - self.active_at < IDLE
        return self.assignee if busy else None


class CaseEvent(models.Model):
    """One step. Rows are only ever added: the database itself refuses to change or delete them."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened the case")
        REPORTED = "reported", _("reported it")
        CLAIMED = "claimed", _("took the case on")
        RELEASED = "released", _("gave the case back")
        NOTED = "noted", _("wrote a note")
        PROPOSED = "proposed", _("proposed a decision that takes two")
        REFUSED = "refused", _("did not agree to the proposal")
        DECIDED = "decided", _("decided")
        UNDONE = "undone", _("undid the decision")
        APPEALED = "appealed", _("asked to look again")
        CHALLENGED = "challenged", _("asked to look again")
        ANSWERED = "answered", _("answered the appeal")
        RAISED = "raised", _("made it more urgent")
        CLOSED = "closed", _("closed it: what waited has appeared, or was taken back")

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)  # see one_event_per_version
    number = models.PositiveIntegerField()  # the version it made
    kind = models.CharField(max_length=10, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # see events_of_a_moderator
    actor_name = models.CharField(max_length=150, blank=True)  # as it was; empty: the site itself
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_event_per_version")]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="events_newest"),
            models.Index(fields=["kind", "-created_at", "-id"], name="events_of_a_kind"),
            models.Index(fields=["actor", "-created_at", "-id"], name="events_of_a_moderator"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.number} {self.kind}"
