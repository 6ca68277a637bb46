"""Slow mode: each member writes once in so many seconds."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import record
from community.chat.models import QUICKEST, SLOWEST, Room, RoomEvent


@transaction.atomic
def pace_room(*, room: Room, host: User, seconds: int, now: datetime) -> bool:
    """0 lets everybody write at their own pace again; False when it was so before."""
    if seconds and not QUICKEST <= seconds <= SLOWEST:
        raise PermissionDenied(_("Slow mode takes 5 seconds to 6 hours."))
    room = hosted(room, host, now=now)
    if room.slow_seconds == seconds:
        return False
    room.slow_seconds = seconds
    room.save(update_fields=["slow_seconds"])
    record(room, RoomEvent.Kind.PACED, now=now)
    return True
