"""How far a member has read in a room. Nobody else learns it."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.chat.models import Place, Room
from community.chat.telling import ABOUT_ROOMS, key_of
from community.notifications.actions import mark_read_about_all


@transaction.atomic
def mark_read(*, room: Room, member: User, seq: int, now: datetime) -> None:
    """Up to event `seq`, never back. The place first: who tells of the room waits for it, and finds it read."""
    Place.objects.get_or_create(room=room, member=member)
    own = Place.objects.filter(room=room, member=member)
    own.update(seen_at=now)
    upto = min(seq, Room.objects.values_list("last_seq", flat=True).get(pk=room.pk))
    own.filter(read_seq__lt=upto).update(read_seq=upto)
    mark_read_about_all(member, kinds=ABOUT_ROOMS, keys=[key_of(room)], now=now)
