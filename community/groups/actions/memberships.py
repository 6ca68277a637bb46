"""Who is in a group: the one way in, the one way out, and the count that both keep.

Whoever changes it locks the group's row first, so that two clicks come one after the other.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.realtime import group_of_member, poke
from community.groups.actions.closing import close_invitations_by
from community.groups.models import Departure, JoinRequest, Membership, SupportGroup
from community.groups.permissions import can_join


class LastModerator(PermissionDenied):
    """A private group would be left with nobody who can let others in. The text says what to do."""


@transaction.atomic
def join_group(*, group: SupportGroup, member: User, now: datetime) -> Membership:
    """Become a member; joining twice changes nothing."""
    group = locked(group)
    if not can_join(as_now(member), group):
        raise PermissionDenied(_("This group is joined by invitation."))
    return admit(group, member, by=member, now=now)


def locked(group: SupportGroup) -> SupportGroup:
    """The group as it is now, kept from other writers until commit."""
    return SupportGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def admit(
    group: SupportGroup, member: User, *, by: User, now: datetime, came_back: Departure | None = None
) -> Membership:
    """The one way in. What waited for an answer has it now."""
    before = {"role": came_back.role, "joined_at": came_back.joined_at} if came_back else {"joined_at": now}
    membership, is_new = group.memberships.get_or_create(member=member, defaults=before)
    count(group, int(is_new))
    group.departures.filter(member=member).delete()
    accepted = {"answer": JoinRequest.Answer.ACCEPTED, "answered_at": now}
    group.join_requests.open().filter(member=member).update(answered_by=by, **accepted)
    group.invitations.open().filter(member=member).update(**accepted)
    return membership


def count(group: SupportGroup, more: int) -> None:
    SupportGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") + more)


@transaction.atomic
def leave_group(*, group: SupportGroup, member: User, now: datetime | None = None) -> None:
    """Stop being a member. With `now`, the way back with the same role stays open for ten minutes."""
    group = locked(group)
    membership = group.memberships.filter(member=member).first()
    if membership is None:
        return
    needs_no_successor(membership)
    take_out(membership, now=now or timezone.now())
    if now is not None:
        group.departures.create(member=member, role=membership.role, joined_at=membership.joined_at, left_at=now)


def needs_no_successor(membership: Membership) -> None:
    """Only moderators let people into a private group and look after it: there is always one."""
    group, moderator = membership.group, Membership.Role.MODERATOR
    others = group.memberships.filter(role=moderator, member__is_active=True).exclude(pk=membership.pk)
    if group.privacy == SupportGroup.Privacy.PRIVATE and membership.role == moderator and not others.exists():
        raise LastModerator(
            _("You are the only moderator of this private group. Make another member a moderator before you go.")
        )


def take_out(membership: Membership, *, now: datetime) -> None:
    """The one way out. Whom they had asked in, they can no longer vouch for."""
    deleted, _rows = Membership.objects.filter(pk=membership.pk).delete()
    count(membership.group, -deleted)
    close_invitations_by(membership.member, membership.group, now=now)
    poke(group_of_member(membership.member_id), {})  # whatever is open for them there closes


@transaction.atomic
def undo_leaving(*, group: SupportGroup, member: User, now: datetime) -> Membership:
    """Be in it again as before, within ten minutes; a second click changes nothing."""
    group = locked(group)
    if (already := group.memberships.filter(member=member).first()) is not None:
        return already
    left = group.departures.undoable(now).filter(member=member).first()
    if left is None or not as_now(member).is_active:
        raise PermissionDenied(_("Leaving can be undone for ten minutes, and they are over."))
    return admit(group, member, by=member, now=now, came_back=left)


def forget_departures(*, now: datetime) -> int:
    """Where somebody was is nobody's business once leaving cannot be undone; how many were forgotten."""
    return Departure.objects.over(now).delete()[0]
