"""Who shares a space: one membership table answers who may look, for boards and rooms alike. Around it, the ways in
(asking, being invited) and the way back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.querysets import (
    REST,
    TIME_TO_UNDO,
    DepartureQuerySet,
    InvitationQuerySet,
    JoinRequestQuerySet,
    MembershipQuerySet,
    SupportGroupQuerySet,
)

LONGEST_DESCRIPTION = 300
LONGEST_RULES = 4000
LONGEST_WORDS = 1000


class SupportGroup(models.Model):
    """A private group is a 404 to strangers, unless it is listed: then members see its name and description."""

    class Privacy(models.TextChoices):
        PUBLIC = "public", _("Anyone on the internet can read this.")
        OPEN = "open", _("Only signed-in members can read this.")
        PRIVATE = "private", _("Only members of this group can read this.")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=LONGEST_DESCRIPTION)
    rules = models.TextField(blank=True)
    privacy = models.CharField(max_length=10, choices=Privacy, default=Privacy.OPEN)
    listed_at = models.DateTimeField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0, editable=False)  # equal to its memberships: actions keep it
    created_at = models.DateTimeField(default=timezone.now)
    role: str | None  # the reader's own, where `with_role` was asked

    objects = SupportGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(condition=Q(privacy__in=["public", "open", "private"]), name="group_privacy_exists"),
            models.CheckConstraint(
                condition=Q(listed_at=None) | Q(privacy="private"), name="group_only_private_ones_are_listed"
            ),
            models.CheckConstraint(condition=Q(member_count__gte=0), name="group_member_count_is_not_negative"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("rules"), LONGEST_RULES), name="group_rules_fit"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.slug])

    @property
    def who_can_read(self) -> str:
        """In words, for above every composer."""
        return str(self.Privacy(self.privacy).label)


class Membership(models.Model):
    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        HOST = "host", _("Host")
        MODERATOR = "moderator", _("Moderator")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group"], name="one_membership_per_group"),
            models.CheckConstraint(
                condition=Q(role__in=["member", "host", "moderator"]), name="membership_role_exists"
            ),
        ]
        indexes = [models.Index(fields=["group", "role", "joined_at", "id"], name="memberships_by_role")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class Departure(models.Model):
    """What somebody had in a group they left, kept for as long as leaving can be undone and then forgotten."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="departures")
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="departures")
    role = models.CharField(max_length=10, choices=Membership.Role)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField()

    objects = DepartureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group"], name="one_departure_per_group"),
            models.CheckConstraint(condition=Q(role__in=["member", "host", "moderator"]), name="departure_role_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} out of {self.group_id}"

    @property
    def undo_until(self) -> datetime:
        return self.left_at + TIME_TO_UNDO


class JoinRequest(models.Model):
    """Somebody asks to be let into a private group. Open until a moderator answers."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="join_requests")
    words = models.TextField(blank=True)  # for the moderators only
    created_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "group"], condition=Q(answered_at=None), name="one_open_request_per_group"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answer__in=["accepted", "declined"], answered_at__isnull=False, answered_by__isnull=False),
                name="request_answer_is_whole",
            ),
            models.CheckConstraint(condition=LessThanOrEqual(Length("words"), LONGEST_WORDS), name="request_words_fit"),
        ]
        indexes = [
            models.Index(fields=["group", "created_at"], condition=Q(answered_at=None), name="requests_waiting"),
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    def get_absolute_url(self) -> str:
        """By number: an address in a mail names no group."""
        return reverse("groups:request", args=[self.pk])

    @property
    def ask_again_at(self) -> datetime | None:
        """After a no."""
        return self.answered_at + REST if self.answered_at and self.answer == self.Answer.DECLINED else None

    @property
    def key(self) -> str:
        """What the notice of its answer is about."""
        return f"group-request-{self.pk}"


class Invitation(models.Model):
    """A host or moderator asks somebody in. Open until it is answered or taken back."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "group"], condition=Q(answered_at=None), name="one_open_invitation_per_group"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["accepted", "declined", "withdrawn"], answered_at__isnull=False),
                name="invitation_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "created_at"], condition=Q(answered_at=None), name="invitations_waiting"),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    def get_absolute_url(self) -> str:
        """By number: an address in a mail names no group."""
        return reverse("groups:invitation", args=[self.pk])

    @property
    def key(self) -> str:
        """What the notice of it is about."""
        return f"group-invitation-{self.pk}"
