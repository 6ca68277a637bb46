"""Open a room and close it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions.recording import locked, record
from community.chat.models import Room, RoomEvent
from community.chat.permissions import is_host


@transaction.atomic
def open_room(*, room: Room, host: User, now: datetime) -> bool:
    """False when it was open."""
    return _set_open(room, host, True, now=now)


@transaction.atomic
def close_room(*, room: Room, host: User, now: datetime) -> bool:
    """False when it was closed."""
    return _set_open(room, host, False, now=now)


def _set_open(room: Room, host: User, is_open: bool, *, now: datetime) -> bool:
    if not is_host(host, room):
        raise PermissionDenied(_("Only hosts and moderators of the group can do this."))
    room = locked(room)
    if room.is_open == is_open:
        return False
    room.is_open = is_open
    room.save(update_fields=["is_open"])
    record(room, RoomEvent.Kind.OPENED if is_open else RoomEvent.Kind.CLOSED, now=now)
    return True
