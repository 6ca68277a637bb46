"""Asking somebody in, by name."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.groups.actions.closing import close_invitation
from community.groups.actions.memberships import admit, locked
from community.groups.actions.telling import GROUP, tell
from community.groups.models import Invitation, SupportGroup
from community.groups.permissions import can_invite, can_withdraw, still_asks_in
from community.notifications.actions import mark_read_about


@transaction.atomic
def invite(*, group: SupportGroup, member: User, inviter: User, now: datetime) -> Invitation:
    """Ask somebody in; asking twice is asking once. From then on they may know that the group exists. Whoever blocked
    the one who asks is not told, unless somebody else asks too."""
    group, inviter, member = locked(group), as_now(inviter), as_now(member)
    if not can_invite(inviter, group) or not member.is_active or member == inviter:
        raise PermissionDenied(inviter.silence_in_words or _("You cannot invite this member."))
    if group.memberships.filter(member=member).exists():
        raise PermissionDenied(_("This member is in the group already."))
    own = group.invitations.filter(member=member)
    waiting = own.open().select_related("member", "invited_by").first()
    if waiting is not None and not still_asks_in(waiting.invited_by, group, now=now):
        close_invitation(waiting, now=now)
    elif waiting is not None:
        if waiting.invited_by_id in member.names_blocked and not member.notifications.filter(key=waiting.key).exists():
            _tell_invited(waiting, by=inviter, now=now)
        return waiting
    if own.declined_lately(now).exists():
        raise PermissionDenied(_("This member has declined not long ago. A week after that you can ask again."))
    invitation = group.invitations.create(member=member, invited_by=inviter, created_at=now)
    _tell_invited(invitation, by=inviter, now=now)
    return invitation


def _tell_invited(invitation: Invitation, *, by: User, now: datetime) -> None:
    text, url = _("You are invited to a group."), invitation.get_absolute_url()
    tell(invitation.member, text, url=url, key=invitation.key, actor=by, now=now)


@transaction.atomic
def answer_invitation(*, invitation: Invitation, member: User, answer: str, now: datetime) -> bool:
    """Come in or decline; False when it was answered or taken back before. It is taken back here where whoever wrote it
    can let nobody in any more: rights that ended let nobody into a private group."""
    group = locked(invitation.group)
    if invitation.member != member or not as_now(member).is_active:
        raise PermissionDenied(_("This invitation is for somebody else."))
    accepts = answer == Invitation.Answer.ACCEPTED
    if accepts and not still_asks_in(as_now(invitation.invited_by), group, now=now):
        close_invitation(invitation, now=now)
        return False
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
    locked(invitation.group)
    if not can_withdraw(as_now(by), invitation):
        raise PermissionDenied(_("You cannot take this invitation back."))
    return close_invitation(invitation, now=now)
