"""Which articles belong to a room. Whoever changes that holds the room's row, which also says whether there are any."""

from django.db import transaction

from community.accounts.models import User
from community.chat.actions.recording import locked
from community.chat.actions.settling import must_moderate
from community.chat.models import Room, RoomReading
from community.groups.actions.ordering import moved, must_have_room, number


@transaction.atomic
def add_reading(*, room: Room, moderator: User, title: str, path: str) -> RoomReading:
    """As the last of the list; the same address stands there once."""
    room = _held(room, moderator)
    number_of_rows = room.reading.count()
    must_have_room(number_of_rows)
    row = room.reading.get_or_create(path=path, defaults={"title": title, "position": number_of_rows})[0]
    _remember(room)
    return row


@transaction.atomic
def move_reading(*, row: RoomReading, moderator: User, by: int) -> int:
    """Up (-1) or down (1) in its list; its place now, from 0."""
    room = _held(row.room, moderator)
    return moved(list(room.reading.all()), row, by=by)


@transaction.atomic
def remove_reading(*, row: RoomReading, moderator: User) -> None:
    """The others close the gap."""
    room = _held(row.room, moderator)
    room.reading.filter(pk=row.pk).delete()
    number(list(room.reading.all()))
    _remember(room)


def _held(room: Room, moderator: User) -> Room:
    room = locked(room)
    must_moderate(moderator, room.group)
    return room


def _remember(room: Room) -> None:
    room.has_reading = room.reading.exists()
    room.save(update_fields=["has_reading"])
