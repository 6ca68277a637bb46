"""Take everything out of sight that one person said lately in a room, and bring it back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import locked, record
from community.chat.models import Message, Room, RoomEvent
from community.chat.permissions import can_pause
from community.core.erasures import record_erasure, record_return


@transaction.atomic
def hide_recent(*, room: Room, member: User, host: User, since: datetime, now: datetime) -> list[int]:
    """What waits to appear too. Keys of those that were in sight until now."""
    room = locked(room)
    if not can_pause(as_now(host), as_now(member), room):
        raise PermissionDenied(_("You cannot hide what this person says here."))
    room = hosted(room, host, now=now)
    found = list(Message.objects.recent_of(member, room=room, since=since))
    Message.objects.filter(pk__in=[message.pk for message in found]).update(hidden_at=now)
    _tell(room, RoomEvent.Kind.HIDDEN, found, now=now)
    record_erasure("chat.message.hidden", *(message.pk for message in found))
    return [message.pk for message in found]


@transaction.atomic
def show_again(*, room: Room, keys: list[int], host: User, now: datetime) -> int:
    """Those of them that are hidden; how many."""
    room = hosted(room, host, now=now)
    found = list(room.messages.filter(pk__in=keys, hidden_at__isnull=False).order_by("pk"))
    Message.objects.filter(pk__in=[message.pk for message in found]).update(hidden_at=None)
    _tell(room, RoomEvent.Kind.RESTORED, found, now=now)
    record_return("chat.message.hidden", *(message.pk for message in found))
    return len(found)


def _tell(room: Room, kind: RoomEvent.Kind, messages: list[Message], *, now: datetime) -> None:
    """Nobody in the room has heard of a message that still waits."""
    for message in messages:
        if message.seq is not None:
            record(room, kind, message=message, now=now)
