"""Who shares a space: one membership table answers who may look, for boards and rooms alike."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.querysets import SupportGroupQuerySet


class SupportGroup(models.Model):
    class Privacy(models.TextChoices):
        PUBLIC = "public", _("Anyone on the internet can read this.")
        OPEN = "open", _("Only signed-in members can read this.")
        PRIVATE = "private", _("Only members of this group can read this.")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300)
    privacy = models.CharField(max_length=10, choices=Privacy, default=Privacy.OPEN)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SupportGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(condition=Q(privacy__in=["public", "open", "private"]), name="group_privacy_exists"),
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group"], name="one_membership_per_group"),
            models.CheckConstraint(
                condition=Q(role__in=["member", "host", "moderator"]), name="membership_role_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"
