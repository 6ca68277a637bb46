"""What is known about a member, to themselves and to moderators. Nothing written under another name leads here."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User
from community.moderation.querysets import moderated_groups

if TYPE_CHECKING:
    from community.moderation.records.models import MemberNote


class MemberNoteQuerySet(models.QuerySet["MemberNote"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site read all, those of a group what its team wrote, nobody what is about themselves."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        others = self.exclude(member=user)
        return others if user.is_moderator else others.filter(group__in=moderated_groups(user))

    def same_submit(self, note: "MemberNote", *, since: datetime) -> Self:
        """A double click wrote it already."""
        same = {"member": note.member, "moderator": note.moderator, "group": note.group, "words": note.words}
        return self.filter(**same, created_at__gt=since)
