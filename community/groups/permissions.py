"""What somebody may see and do in a group.

What is said here of one group, the filters in querysets.py say of all; tests/groups/test_agreement.py compares them.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.core.prepared import Prepared, Slot
from community.groups.models import Invitation, Membership, SupportGroup

ROLES = Prepared(
    lambda: Membership.objects.filter(member=Slot("member"), group=Slot("group")).values_list("role", flat=True)
)
PUBLIC, PRIVATE = SupportGroup.Privacy.PUBLIC, SupportGroup.Privacy.PRIVATE


def role_in(user: User | AnonymousUser, group: SupportGroup) -> str | None:
    """The role of an active member in this group; None for everybody else."""
    if not isinstance(user, User) or not user.is_active:
        return None
    return next(iter(ROLES(member=user.pk, group=group.pk)), None)


def is_member(user: User | AnonymousUser, group: SupportGroup) -> bool:
    return role_in(user, group) is not None


def can_see(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """As `SupportGroup.objects.visible_to`: may read what is in it."""
    return sees(user, None, group) or sees(user, role_in(user, group), group)


def sees(user: User | AnonymousUser, role: str | None, group: SupportGroup) -> bool:
    """As `can_see`, for pages that know the role already."""
    if group.privacy == PUBLIC:
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_moderator or group.privacy != PRIVATE or role is not None


def can_be_shown(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """As `SupportGroup.objects.presented_to`: may know that it exists."""
    return can_see(user, group) or can_see_the_door(user, group)


def can_see_the_door(user: User | AnonymousUser, group: SupportGroup) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return group.listed_at is not None or group.invitations.open().filter(member=user).exists()


def can_see_members(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """As `Membership.objects.visible_to`. Reading, so a silenced moderator too."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_moderator or is_member(user, group)


def can_join(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """Private groups are joined by invitation, or by asking."""
    return isinstance(user, User) and user.is_active and group.privacy != PRIVATE


def can_ask(user: User | AnonymousUser, group: SupportGroup, *, now: datetime) -> bool:
    """Once at a time, and not for a week after a no. The words are for people to read, so writing rules apply."""
    if not isinstance(user, User) or not can_write(user, now=now) or group.listed_at is None:
        return False
    own = group.join_requests.filter(member=user)
    return not is_member(user, group) and not own.open().exists() and not own.declined_lately(now).exists()


def can_invite(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """Hosts and moderators, while they may write."""
    return invites(user, role_in(user, group)) and isinstance(user, User) and not user.is_silenced


def invites(user: User | AnonymousUser, role: str | None) -> bool:
    """As `can_invite`, for pages that know the role already and say themselves that writing is paused."""
    return moderates(user, role) or role in (Membership.Role.HOST, Membership.Role.MODERATOR)


def still_asks_in(inviter: User, group: SupportGroup, *, now: datetime) -> bool:
    """Does an invitation by them hold? Not once they have lost the right to invite; a silence that came later is no
    doing of the guest."""
    if not inviter.is_active or inviter.is_suspended_at(now):
        return False
    return inviter.is_moderator or role_in(inviter, group) in (Membership.Role.HOST, Membership.Role.MODERATOR)


def can_withdraw(user: User | AnonymousUser, invitation: Invitation) -> bool:
    """A host their own, moderators any."""
    return withdraws(user, role_in(user, invitation.group), invitation)


def withdraws(user: User | AnonymousUser, role: str | None, invitation: Invitation) -> bool:
    """As `can_withdraw`, for pages that know the role already."""
    return moderates(user, role) or (invites(user, role) and invitation.invited_by == user)


def can_moderate(user: User | AnonymousUser, group: SupportGroup) -> bool:
    """Moderators of the site everywhere, a group's moderators in their group; nobody whom the team has silenced. As
    `moderated_by`."""
    if not isinstance(user, User) or not user.is_active or user.is_silenced:
        return False
    return user.is_moderator or group.memberships.filter(member=user, role=Membership.Role.MODERATOR).exists()


def moderates(user: User | AnonymousUser, role: str | None) -> bool:
    """As `can_moderate`, for pages that know the role already."""
    if not isinstance(user, User) or not user.is_active or user.is_silenced:
        return False
    return user.is_moderator or role == Membership.Role.MODERATOR


def can_set_role(user: User | AnonymousUser, membership: Membership) -> bool:
    """Moderators give and take every role of their group, which is never more than they hold, but not from equals.
    They may step down themselves."""
    return sets_role(user, role_in(user, membership.group), membership)


def sets_role(user: User | AnonymousUser, role: str | None, membership: Membership) -> bool:
    """As `can_set_role`, for pages that know the role already."""
    return moderates(user, role) and (membership.member == user or stands_above(user, membership))


def can_remove(user: User | AnonymousUser, membership: Membership) -> bool:
    """Others below them. Oneself one does not remove: one leaves."""
    return removes(user, role_in(user, membership.group), membership)


def removes(user: User | AnonymousUser, role: str | None, membership: Membership) -> bool:
    """As `can_remove`, for pages that know the role already."""
    return moderates(user, role) and stands_above(user, membership)


def stands_above(moderator: User | AnonymousUser, membership: Membership) -> bool:
    """Is this member no moderator of the same or a higher rank? Nobody stands above themselves."""
    if membership.member == moderator or membership.member.is_moderator or not isinstance(moderator, User):
        return False
    return moderator.is_moderator or membership.role != Membership.Role.MODERATOR


def can_change_privacy(user: User | AnonymousUser) -> bool:
    """It decides who reads what many have written: only moderators of the site."""
    return isinstance(user, User) and user.is_active and user.is_moderator
