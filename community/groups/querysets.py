"""Which groups somebody may see, which ones may at least be shown at the door, and who may see the ways in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, FilteredRelation, Q

if TYPE_CHECKING:
    from community.accounts.models import User
    from community.groups.models import Departure, Invitation, JoinRequest, Membership, SupportGroup  # noqa: F401

TIME_TO_UNDO = timedelta(minutes=10)
REST = timedelta(days=7)  # after a no, before the same is asked again
NOBODY = Q(pk__in=[])


def seen_by(user: User | AnonymousUser, *, path: str = "", joined: models.QuerySet[Any, Any] | None = None) -> Q:
    """True for groups this person may see: public ones for anyone, open ones for members, private ones for those in
    them and for moderators. `path` leads to the group from the rows that are asked for ("board__group"). An account
    that is switched off sees what a visitor sees. `joined` asks for the keys of this person's groups, where they have
    only a stand-in."""
    if not user.is_authenticated or not user.is_active:
        return Q(**{f"{path}__privacy".removeprefix("__"): "public"})
    if user.is_moderator:
        return Q()
    for_members = Q(**{f"{path}__privacy__in".removeprefix("__"): ["public", "open"]})
    mine = user.memberships.values("group") if joined is None else joined
    return for_members | Q(**{f"{path or 'pk'}__in": mine})


def moderated_by(user: User | AnonymousUser, *, path: str = "") -> Q:
    """True for groups this person moderates, as `can_moderate`."""
    if not user.is_authenticated or not user.is_active or user.is_silenced:
        return NOBODY
    if user.is_moderator:
        return Q()
    return Q(**{f"{path or 'pk'}__in": user.memberships.filter(role="moderator").values("group")})


class SupportGroupQuerySet(models.QuerySet["SupportGroup"]):
    def visible_to(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        """Groups whose boards, rooms and words this person may read."""
        return self.filter(seen_by(user))

    def presented_to(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        """Those, and the ones of which this person may know name and description: listed private groups, for members,
        and groups that invite them. As `can_be_shown`."""
        if not user.is_authenticated or not user.is_active or user.is_moderator:
            return self.visible_to(user)
        invites = Q(pk__in=user.invitations.filter(answered_at=None).values("group"))
        return self.filter(seen_by(user) | Q(listed_at__isnull=False) | invites)

    def moderated_by(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        return self.filter(moderated_by(user))

    def joined_by(self, user: User) -> SupportGroupQuerySet:
        return self.filter(memberships__member=user)

    def joinable(self) -> SupportGroupQuerySet:
        """As `can_join`: private groups are joined by invitation, or by asking."""
        return self.exclude(privacy="private")

    def with_role(self, user: User | AnonymousUser) -> SupportGroupQuerySet:
        """Adds `role`, as `role_in`: this user's in the group, None outside."""
        member = user.pk if user.is_active else 0
        own = FilteredRelation("memberships", condition=Q(memberships__member=member))
        return self.annotate(own_membership=own, role=F("own_membership__role"))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User | AnonymousUser) -> MembershipQuerySet:
        """Who is in a group is known to those in it, and to moderators of the site. As `can_see_members`."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.is_moderator else self.filter(group__in=user.memberships.values("group"))

    def for_list(self) -> MembershipQuerySet:
        """Members whose own page can be seen, as they joined."""
        return self.filter(member__is_active=True).select_related("member").order_by("joined_at", "pk")

    def team(self) -> MembershipQuerySet:
        """Hosts and moderators, the latter first."""
        return self.exclude(role="member").order_by("-role", "joined_at", "pk")

    def ordinary(self) -> MembershipQuerySet:
        return self.filter(role="member")


class DepartureQuerySet(models.QuerySet["Departure"]):
    def visible_to(self, user: User) -> DepartureQuerySet:
        return self.filter(member_id=user.pk)

    def undoable(self, now: datetime) -> DepartureQuerySet:
        return self.filter(left_at__gt=now - TIME_TO_UNDO)

    def over(self, now: datetime) -> DepartureQuerySet:
        return self.filter(left_at__lte=now - TIME_TO_UNDO)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> JoinRequestQuerySet:
        """One's own, and those to a group that one moderates."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_moderator and not user.is_silenced:
            return self
        return self.filter(moderated_by(user, path="group") | Q(member=user.pk))

    def open(self) -> JoinRequestQuerySet:
        return self.filter(answered_at=None)

    def declined_lately(self, now: datetime) -> JoinRequestQuerySet:
        return self.filter(answer="declined", answered_at__gt=now - REST)

    def to_answer(self, group: SupportGroup, moderator: User | AnonymousUser) -> JoinRequestQuerySet:
        """Oldest first; without the own one, and without people who cannot come in now."""
        others = self.open().filter(group=group, member__is_active=True).exclude(member=moderator.pk)
        return others.select_related("member").order_by("created_at", "pk")

    def latest_first(self) -> JoinRequestQuerySet:
        return self.order_by("-created_at", "-pk")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User | AnonymousUser) -> InvitationQuerySet:
        """To oneself, and those into groups to which one may invite."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        team = user.memberships.exclude(role="member")
        if user.is_moderator and not user.is_silenced:
            return self
        return self.filter(Q(member=user.pk) | Q(group__in=team.values("group")))

    def addressed_to(self, user: User) -> InvitationQuerySet:
        return self.filter(member=user)

    def open(self) -> InvitationQuerySet:
        return self.filter(answered_at=None)

    def declined_lately(self, now: datetime) -> InvitationQuerySet:
        return self.filter(answer="declined", answered_at__gt=now - REST)

    def for_list(self) -> InvitationQuerySet:
        return self.select_related("member", "invited_by").order_by("created_at", "pk")
