"""How far a member has read in a room, and the place they hold there. Nobody else learns of either."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.models import User
from community.chat.models import Place, Room
from community.chat.telling import ABOUT_ROOMS, key_of
from community.groups.permissions import can_see
from community.notifications.actions import mark_read_about_all


@transaction.atomic
def mark_read(*, room: Room, member: User, seq: int, now: datetime) -> None:
    """Up to event `seq`, never back. The place first: who tells of the room waits for it, and finds it read."""
    _must_see(member, room)
    Place.objects.get_or_create(room=room, member=member)
    own = Place.objects.filter(room=room, member=member)
    own.update(seen_at=now)
    upto = min(seq, Room.objects.values_list("last_seq", flat=True).get(pk=room.pk))
    own.filter(read_seq__lt=upto).update(read_seq=upto)
    mark_read_about_all(member, kinds=ABOUT_ROOMS, keys=[key_of(room)], now=now)


@transaction.atomic
def hold_place(*, room: Room, member: User, seq: int) -> None:
    """One for each room: a new one takes the place of the last."""
    _must_see(member, room)
    held = max(1, min(seq, room.last_seq))
    Place.objects.update_or_create(room=room, member=member, defaults={"held_seq": held})


@transaction.atomic
def let_go(*, room: Room, member: User) -> bool:
    """False when no place was held."""
    return bool(Place.objects.filter(room=room, member=member, held_seq__isnull=False).update(held_seq=None))


def _must_see(member: User, room: Room) -> None:
    if not can_see(member, room.group):
        raise PermissionDenied("This room is not there for this member.")
