"""The two steps that every write to a room shares: hold its row, give what happened the next number."""

from datetime import datetime

from community.chat.models import Message, Room, RoomEvent
from community.core.prepared import Prepared, Slot
from community.core.realtime import poke

ROOMS = Prepared(
    lambda: Room.objects.select_for_update(no_key=True, of=("self",)).select_related("group").filter(pk=Slot("pk"))
)


def locked(room: Room) -> Room:
    """The row as it is now, kept from other writers until commit (on SQLite the IMMEDIATE transaction does that)."""
    held: Room
    (held,) = ROOMS(pk=room.pk)
    return held


def record(room: Room, kind: RoomEvent.Kind, *, now: datetime, message: Message | None = None) -> RoomEvent:
    """Number one event of a locked room and, after commit, tell its listeners that there is one."""
    room.last_seq += 1
    room.save(update_fields=["last_seq"])
    event = room.events.create(seq=room.last_seq, kind=kind, message=message, created_at=now)
    poke(room.channel_group, {"seq": room.last_seq})
    return event
