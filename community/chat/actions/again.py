"""After a restore: what was taken away since the backup was made goes once more (`core.erasures`). Nobody is asked and
nobody is told: whoever did it has done it before."""

from datetime import datetime

from django.db import transaction

from community.chat.actions.erasing import erase
from community.chat.actions.hiding import tell
from community.chat.actions.recording import locked
from community.chat.models import Message, RoomEvent


def remove_messages(keys: list[str], *, now: datetime) -> int:
    return sum(_out_of_sight(key, RoomEvent.Kind.REMOVED, "removed_at", now) for key in keys)


def hide_messages(keys: list[str], *, now: datetime) -> int:
    """Also where a phrase was blanked: which one is kept nowhere but in what was lost."""
    return sum(_out_of_sight(key, RoomEvent.Kind.HIDDEN, "hidden_at", now) for key in keys)


@transaction.atomic
def _out_of_sight(key: str, kind: RoomEvent.Kind, column: str, now: datetime) -> int:
    message = Message.objects.filter(pk=key, **{column: None}).select_related("room").first()
    if message is None:
        return 0
    room = locked(message.room)
    Message.objects.filter(pk=key).update(**{column: now})
    tell(room, kind, message, now)
    return 1


def erase_messages(keys: list[str], *, now: datetime) -> int:
    there = list(Message.objects.filter(pk__in=keys, erased_at=None).values_list("pk", flat=True))
    return erase(there, now=now) if there else 0
