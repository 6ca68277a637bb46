"""What the team shares: words to begin a reply with, a place to talk, and the exchange of each member with the team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.groups.models import SupportGroup
from community.moderation.models.decisions import Guideline
from community.moderation.team.querysets import CannedReplyQuerySet, TeamThreadQuerySet

HELPLINES = "{helplines}"  # stands in a reply for names and numbers of help lines
LONGEST_TITLE = 80


class CannedReply(models.Model):
    """Words that moderators begin with, and change before they send them."""

    title = models.CharField(_("title"), max_length=LONGEST_TITLE, unique=True)
    text = models.TextField(_("text"))
    guideline = models.CharField(_("guideline"), max_length=20, choices=Guideline, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)  # empty: any
    is_active = models.BooleanField(_("offered"), default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="canned_reply_has_a_title"),
            models.CheckConstraint(condition=~Q(text=""), name="canned_reply_says_something"),
        ]

    def __str__(self) -> str:
        return self.title


class TeamRoom(models.Model):
    """Which group is the team's own; there is one row."""

    group = models.OneToOneField(SupportGroup, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_team_room")]

    def __str__(self) -> str:
        return f"Team room {self.group_id}"


class TeamThread(models.Model):
    """One member and the team. `waits_since`: the member wrote, and nobody has answered or laid it aside."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    message_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    waits_since = models.DateTimeField(null=True, blank=True)
    laid_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TeamThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(waits_since=None) | Q(laid_aside_by=None), name="team_thread_waits_or_is_laid_aside"
            )
        ]
        indexes = [
            models.Index(fields=["-last_at", "-id"], name="team_threads_newest"),
            models.Index(fields=["waits_since"], condition=Q(waits_since__isnull=False), name="team_threads_waiting"),
        ]

    def __str__(self) -> str:
        return f"Team thread {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:team_messages", args=[self.member.username])


class TeamMessage(models.Model):
    """Rows are only ever added (append_only.py). `moderator` is for the team alone: the member reads "The team"."""

    thread = models.ForeignKey(TeamThread, models.PROTECT, related_name="messages", db_index=False)
    number = models.PositiveIntegerField()
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_team_message_per_number"),
            models.CheckConstraint(condition=~Q(words=""), name="team_message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.number}"

    @property
    def from_team(self) -> bool:
        return self.moderator_id is not None
