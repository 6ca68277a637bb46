"""Invitations that nobody stands behind any more."""

from datetime import datetime

from community.accounts.models import User
from community.groups.actions.telling import GROUP
from community.groups.models import Invitation, SupportGroup
from community.groups.permissions import still_asks_in
from community.notifications.actions import cancel_mail, mark_read_about


def close_invitation(invitation: Invitation, *, now: datetime) -> bool:
    """Taken back, with its mail if that still waits; False when it was answered before. The caller holds the group."""
    withdrawn = {"answer": Invitation.Answer.WITHDRAWN, "answered_at": now}
    if not Invitation.objects.open().filter(pk=invitation.pk).update(**withdrawn):
        return False
    cancel_mail(key=invitation.key, now=now)
    mark_read_about(invitation.member, kind=GROUP, key=invitation.key, now=now)
    return True


def close_invitations_by(inviter: User, group: SupportGroup, *, now: datetime) -> None:
    """Once they may not invite there any more. The door that these had opened closes with them."""
    if still_asks_in(inviter, group, now=now):
        return
    for invitation in group.invitations.open().filter(invited_by=inviter).select_related("member"):
        close_invitation(invitation, now=now)
