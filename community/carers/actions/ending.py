"""Help ends: at once, when either wants it, or when its time is over. Only the member makes it longer."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.holding import held_now
from community.accounts.models import User
from community.accounts.permissions import can_write
from community.carers.actions.telling import tell
from community.carers.models import PERIODS, Arrangement
from community.core.erasures import record_erasure
from community.core.phrases import filled

BATCH = 200


@transaction.atomic
def end(arrangement: Arrangement, *, by: User, now: datetime) -> bool:
    """From the commit on nothing more is written: whoever writes for the member holds this row (`hold`), so they are
    either before this or refused. The member's helper is not told: they see it the next time they look.
    Nor does the notice of an invitation change, for a block leaves it alone, too; its mail asks before it goes."""
    if by.pk not in (arrangement.member_id, arrangement.helper_id):
        raise PermissionDenied("Only the two whom it concerns end it.")
    is_member = by.pk == arrangement.member_id
    how = Arrangement.Ending.MEMBER if is_member else Arrangement.Ending.HELPER
    running = Arrangement.objects.filter(pk=arrangement.pk, ended_at=None)
    if not running.update(ended_at=now, ended_by=how, token_hash=""):
        return False
    record_erasure("carers.arrangement", arrangement.pk)
    if not is_member:
        text = filled(gettext_lazy("%(name)s no longer helps you"), name=by)
        tell(arrangement.member, text, about=arrangement, actor=by, now=now)
    return True


def end_again(keys: list[str], *, now: datetime) -> int:
    """After a restore: whoever was sent away does not come back with an old backup."""
    running = Arrangement.objects.filter(pk__in=keys, ended_at=None)
    return running.update(ended_at=now, ended_by=Arrangement.Ending.MEMBER, token_hash="")


@transaction.atomic
def renew(arrangement: Arrangement, *, member: User, days: int, now: datetime) -> bool:
    """Counted from now, so it never lasts longer than the longest period; False when it is over already: then both say
    yes anew."""
    if member.pk != arrangement.member_id or not can_write(held_now(member), now=now):
        raise PermissionDenied(_("Only the member who is helped makes it longer."))
    if days not in PERIODS:
        raise ValueError("No such period.")
    running = Arrangement.objects.in_force(now).filter(pk=arrangement.pk)
    return bool(running.update(days=days, ends_at=now + timedelta(days=days), told_of_end_at=None))


@transaction.atomic
def choose_naming(arrangement: Arrangement, *, by: User, named: bool) -> None:
    """Each decides for their own part, also after the end, and for all posts at once: the name shows where both want
    it."""
    column = {arrangement.member_id: "shows_name", arrangement.helper_id: "may_be_named"}.get(by.pk)
    if column is None:
        raise PermissionDenied("Only the two whom it concerns decide about the name.")
    Arrangement.objects.filter(pk=arrangement.pk).update(**{column: named})


def tell_of_ending(*, now: datetime) -> int:
    """Each member once, two days before; how many."""
    told = 0
    for found in Arrangement.objects.ending_soon(now).select_related("member", "helper")[:BATCH]:
        told += _tell_of_ending(found, now=now)
    return told


@transaction.atomic
def _tell_of_ending(found: Arrangement, *, now: datetime) -> bool:
    if not Arrangement.objects.ending_soon(now).filter(pk=found.pk).update(told_of_end_at=now):
        return False
    text = gettext_lazy("Your helper’s time ends soon. If you want more of it, you can make it longer.")
    tell(found.member, text, about=found, now=now)
    return True


def forget_invitations(*, now: datetime) -> int:
    """Those that nobody answered, and those that were declined or taken back; how many rows."""
    return Arrangement.objects.forgettable(now).delete()[0]
