"""Ask for the account behind another name, answer, look. Nothing here changes a row that was answered."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.moderation.models import Case
from community.moderation.unmasking.models import Unmasking
from community.moderation.unmasking.permissions import can_ask, can_look, is_second
from community.notifications.actions import notify
from community.notifications.models import Notification


@transaction.atomic
def ask_to_unmask(case: Case, *, moderator: User, reason: str, now: datetime) -> Unmasking:
    """Write down why; a second click, or a second moderator in the same moment, finds the first request."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if (asked := case.unmaskings.filter(refused_at=None, asked_by=moderator).first()) is not None:
        return asked
    if not can_ask(as_now(moderator), Case.objects.get(pk=case.pk)):
        raise PermissionDenied(_("This name cannot be looked up, or somebody has asked already."))
    return case.unmaskings.create(asked_by=moderator, reason=reason, asked_at=now)


@transaction.atomic
def agree_to_unmask(unmasking: Unmasking, *, moderator: User, now: datetime) -> bool:
    """Open the name to both moderators and tell the member; False when it was answered before."""
    _must_answer(moderator, unmasking)
    waiting = Unmasking.objects.open().filter(pk=unmasking.pk)
    if not waiting.update(agreed_by=moderator, agreed_at=now, told_at=now):
        return False
    notify(
        recipient=unmasking.case.author,
        kind=Notification.Kind.MODERATION,
        text=_("Two moderators looked up that you wrote something under another name. Here is why."),
        url=unmasking.get_absolute_url(),
        key=unmasking.get_absolute_url(),
        now=now,
    )
    return True


@transaction.atomic
def refuse_to_unmask(unmasking: Unmasking, *, moderator: User, now: datetime) -> bool:
    """The name stays closed; False when it was answered before."""
    _must_answer(moderator, unmasking)
    return bool(Unmasking.objects.open().filter(pk=unmasking.pk).update(refused_by=moderator, refused_at=now))


def _must_answer(moderator: User, unmasking: Unmasking) -> None:
    """Whether somebody answered before is seen by the update."""
    if not is_second(as_now(moderator), Unmasking.objects.get(pk=unmasking.pk)):
        raise PermissionDenied(_("A second moderator has to answer this."))


@transaction.atomic
def look_at_name(unmasking: Unmasking, *, moderator: User, now: datetime) -> User:
    """The account, for one of the two; that they looked is written down."""
    unmasking = Unmasking.objects.get(pk=unmasking.pk)
    if not can_look(as_now(moderator), unmasking):
        raise PermissionDenied(_("Only the two moderators who agreed can look at this name."))
    unmasking.views.create(viewer=moderator, created_at=now)
    author: User = unmasking.case.author
    return author
