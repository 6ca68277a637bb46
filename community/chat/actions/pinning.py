"""Hosts pin a few messages to the head of a room, and unpin them."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import record
from community.chat.models import MOST_PINNED, Message, Room, RoomEvent


class TooManyPins(Exception):
    """As many as a head of a page can hold are there. Nothing was pinned."""


@transaction.atomic
def pin_message(message: Message, *, host: User, now: datetime) -> bool:
    """False when it is pinned already, or can no longer be read. Raises `TooManyPins`."""
    room = hosted(message.room, host, now=now)
    if not room.messages.shown().filter(pk=message.pk, pinned_at=None).exists():
        return False
    if room.pinned_messages.count() >= MOST_PINNED:
        raise TooManyPins
    return _set(room, message, pinned_at=now, kind=RoomEvent.Kind.PINNED, now=now)


@transaction.atomic
def unpin_message(message: Message, *, host: User, now: datetime) -> bool:
    """False when it is not pinned."""
    room = hosted(message.room, host, now=now)
    if not room.messages.filter(pk=message.pk, pinned_at__isnull=False).exists():
        return False
    return _set(room, message, pinned_at=None, kind=RoomEvent.Kind.UNPINNED, now=now)


def _set(room: Room, message: Message, *, pinned_at: datetime | None, kind: RoomEvent.Kind, now: datetime) -> bool:
    room.messages.filter(pk=message.pk).update(pinned_at=pinned_at)
    room.has_pins = room.messages.filter(pinned_at__isnull=False).exists()
    room.save(update_fields=["has_pins"])
    record(room, kind, message=message, now=now)
    return True
