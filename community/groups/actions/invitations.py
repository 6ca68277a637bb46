"""Asking somebody in, by name."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.groups.actions.memberships import admit, locked
from community.groups.actions.telling import GROUP, tell
from community.groups.models import Invitation, SupportGroup
from community.groups.permissions import can_invite, can_withdraw
from community.notifications.actions import cancel_mail, mark_read_about


@transaction.atomic
def invite(*, group: SupportGroup, member: User, inviter: User, now: datetime) -> Invitation:
    """Ask somebody in; asking twice is asking once. From then on they may know that the group exists."""
    group = locked(group)
    if not can_invite(inviter, group) or not member.is_active or member == inviter:
        raise PermissionDenied(inviter.silence_in_words or _("You cannot invite this member."))
    if group.memberships.filter(member=member).exists():
        raise PermissionDenied(_("This member is in the group already."))
    own = group.invitations.filter(member=member)
    if (waiting := own.open().first()) is not None:
        return waiting
    if own.declined_lately(now).exists():
        raise PermissionDenied(_("This member has declined not long ago. A week after that you can ask again."))
    invitation = group.invitations.create(member=member, invited_by=inviter, created_at=now)
    url = invitation.get_absolute_url()
    tell(member, _("You are invited to a group."), url=url, key=invitation.key, now=now)
    return invitation


@transaction.atomic
def answer_invitation(*, invitation: Invitation, member: User, answer: str, now: datetime) -> bool:
    """Come in or decline; False when it was answered or taken back before."""
    group = locked(invitation.group)
    if invitation.member != member or not member.is_active:
        raise PermissionDenied(_("This invitation is for somebody else."))
    accepts = answer == Invitation.Answer.ACCEPTED
    given = Invitation.Answer.ACCEPTED if accepts else Invitation.Answer.DECLINED
    if not group.invitations.open().filter(pk=invitation.pk).update(answer=given, answered_at=now):
        return False
    mark_read_about(member, kind=GROUP, key=invitation.key, now=now)
    if accepts:
        admit(group, member, by=invitation.invited_by, now=now)
    return True


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, now: datetime) -> bool:
    """Take it back, with its mail if that still waits; False when it was answered before."""
    group = locked(invitation.group)
    if not can_withdraw(by, invitation):
        raise PermissionDenied(_("You cannot take this invitation back."))
    withdrawn = {"answer": Invitation.Answer.WITHDRAWN, "answered_at": now}
    if not group.invitations.open().filter(pk=invitation.pk).update(**withdrawn):
        return False
    cancel_mail(key=invitation.key, now=now)
    mark_read_about(invitation.member, kind=GROUP, key=invitation.key, now=now)
    return True
