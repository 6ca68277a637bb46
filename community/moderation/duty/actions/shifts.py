"""Take shifts, give them back, and hand over to the next person."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.moderation.duty.coverage import Span
from community.moderation.duty.models import Shift
from community.moderation.duty.permissions import can_keep_rota
from community.moderation.duty.watch import WATCH


@transaction.atomic
def take_shifts(member: User, spans: Sequence[Span], *, now: datetime) -> list[Shift]:
    """All of them or none. A double click finds them taken and changes nothing."""
    member = held_now(member)
    if not can_keep_rota(member) or any(end <= now for _start, end in spans):
        raise PermissionDenied(_("You cannot be on duty then."))
    own = Shift.objects.filter(member=member).between(spans[0][0], spans[-1][1])
    if [(shift.starts_at, shift.ends_at) for shift in own] == list(spans):
        return list(own)
    if any(start < shift.ends_at and shift.starts_at < end for start, end in spans for shift in own):
        raise PermissionDenied(_("You are on duty already for a part of that time."))
    shifts = [Shift.objects.create(member=member, starts_at=start, ends_at=end) for start, end in spans]
    transaction.on_commit(WATCH.forget)
    return shifts


@transaction.atomic
def give_back(shift: Shift, *, member: User, now: datetime) -> bool:
    """One that runs ends now, so that its note stays; False when there is nothing to give back."""
    found = Shift.objects.select_for_update(no_key=True).filter(pk=shift.pk, member=member, ends_at__gt=now).first()
    if found is None:
        return False
    if found.starts_at >= now:
        found.delete()
    else:
        found.ends_at = now
        found.save(update_fields=["ends_at"])
    transaction.on_commit(WATCH.forget)
    return True


@transaction.atomic
def hand_over(shift: Shift, *, member: User, words: str, now: datetime) -> Shift:
    """Written again, it replaces the earlier note; without words there is none."""
    found = Shift.objects.select_for_update(no_key=True).get(pk=shift.pk)
    if found.member_id != member.pk or not found.takes_a_note_at(now):
        raise PermissionDenied(_("The time for a note about this shift is over."))
    found.note, found.noted_at = words, now if words else None
    found.save(update_fields=["note", "noted_at"])
    return found
