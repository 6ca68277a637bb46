"""Which groups somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.groups.models import SupportGroup  # noqa: F401


def seen_by(user: User | AnonymousUser, *, path: str = "") -> Q:
    """True for groups this person may see: public ones for anyone, open ones for members, private ones for those in
    them and for moderators. `path` leads to the group from the rows that are asked for ("board__group")."""
    if not user.is_authenticated:
        return Q(**{f"{path}__privacy".removeprefix("__"): "public"})
    if user.is_moderator:
        return Q()
    for_members = Q(**{f"{path}__privacy__in".removeprefix("__"): ["public", "open"]})
    return for_members | Q(**{f"{path or 'pk'}__in": user.memberships.values("group")})


class SupportGroupQuerySet(models.QuerySet["SupportGroup"]):
    def visible_to(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        return self.filter(seen_by(user))

    def joined_by(self, user: User) -> SupportGroupQuerySet:
        return self.filter(memberships__member=user)

    def joinable(self) -> SupportGroupQuerySet:
        """As `can_join`: private groups are joined by invitation."""
        return self.exclude(privacy="private")

    def with_joined(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        """Adds `joined`: is this user in it?"""
        mine = self.model.objects.filter(pk=OuterRef("pk"), memberships__member__in=[user.pk or 0])
        return self.annotate(joined=Exists(mine))

    def with_member_count(self) -> SupportGroupQuerySet:
        return self.annotate(member_count=Count("memberships"))
