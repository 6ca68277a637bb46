"""Calm the room: slow, no links, new members wait for a host. One act, and one that takes it all back."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import record
from community.chat.actions.sending import publish
from community.chat.models import Message, Room, RoomEvent
from community.core.text import links_in


@transaction.atomic
def calm_room(*, room: Room, host: User, now: datetime) -> bool:
    """What slow mode was chosen before stays beneath it; False when the room is calmed already."""
    return _set_calm(hosted(room, host, now=now), now, now=now)


@transaction.atomic
def end_calm(*, room: Room, host: User, now: datetime) -> int | None:
    """Everything is as before, and what was held only for the calm appears; how much. None when it was not calm."""
    room = hosted(room, host, now=now)
    since = room.calmed_at
    if since is None:
        return None
    _set_calm(room, None, now=now)
    held = room.messages.waiting().filter(waits_for=Message.Wait.HOST, created_at__gte=since).order_by("pk")
    return sum(publish(message, now=now) for message in held if not links_in(message.body))


def _set_calm(room: Room, since: datetime | None, *, now: datetime) -> bool:
    if (room.calmed_at is None) == (since is None):
        return False
    room.calmed_at = since
    room.save(update_fields=["calmed_at"])
    record(room, RoomEvent.Kind.PACED, now=now)
    return True
