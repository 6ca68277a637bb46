"""Host, moderator, plain member, or no member any more: what moderators decide about others."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.realtime import group_of_member, poke
from community.core.security_log import Event, note_event
from community.groups.actions.closing import close_invitations_by
from community.groups.actions.memberships import locked, needs_no_successor, take_out
from community.groups.actions.telling import tell
from community.groups.models import Membership
from community.groups.permissions import can_remove, can_set_role


@transaction.atomic
def set_role(*, membership: Membership, role: str, moderator: User, now: datetime) -> bool:
    """Make somebody member, host or moderator, and tell them; False when they are no longer in the group."""
    group = locked(membership.group)
    current = group.memberships.select_related("member").filter(pk=membership.pk).first()
    if current is None:
        return False
    if role not in Membership.Role.values or not can_set_role(as_now(moderator), current):
        raise PermissionDenied(_("You cannot change the role of this member."))
    if current.role == role:
        return True
    if current.member == moderator:
        needs_no_successor(current)
    current.role = role
    current.save(update_fields=["role"])
    close_invitations_by(current.member, group, now=now)
    note_event(Event.GROUP_ROLE, member=current.member_id, group=group.pk, now=role, by=moderator.pk)
    poke(group_of_member(current.member_id), {})
    if current.member != moderator:
        tell(current.member, _("You have a new role in a group."), url=reverse("groups:list"), now=now)
    return True


@transaction.atomic
def remove_member(*, membership: Membership, moderator: User, now: datetime) -> bool:
    """Take somebody out of the group, and tell them; False when they had left already."""
    group = locked(membership.group)
    current = group.memberships.select_related("member").filter(pk=membership.pk).first()
    if current is None:
        return False
    if not can_remove(as_now(moderator), current):
        raise PermissionDenied(_("You cannot remove this member."))
    take_out(current, now=now)
    note_event(Event.GROUP_ROLE, member=current.member_id, group=group.pk, now="none", by=moderator.pk)
    tell(current.member, _("A moderator took you out of a group."), url=reverse("groups:list"), now=now)
    return True
