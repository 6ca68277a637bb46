"""What moderators write down about a member, for each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.groups.models import SupportGroup
from community.moderation.records.querysets import MemberNoteQuerySet


class MemberNote(models.Model):
    """For the team alone, about an account and never about another name. Rows are only ever added (append_only.py)."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, blank=True, related_name="+")  # whose team
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField()
    created_at = models.DateTimeField()

    objects = MemberNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="member_note_says_something")]
        indexes = [models.Index(fields=["member", "-created_at"], name="notes_on_a_member")]

    def __str__(self) -> str:
        return f"Note {self.pk}"
