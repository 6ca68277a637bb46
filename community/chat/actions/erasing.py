"""When their time in a room is over, messages go for good: the rows, their events and signs. What a case points at
stays as a place without words."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from community.chat.models import Message, Room, Sign
from community.core.erasures import record_erasure

BATCH = 500


def erase_old_messages(*, now: datetime) -> int:
    """In every room that keeps messages for so many days only; how many."""
    erased = 0
    for room in Room.objects.exclude(retention_days=None):
        while keys := _too_old(room, now=now):
            erased += erase(keys, now=now)
            record_erasure("chat.message.erased", *keys)
    return erased


def _too_old(room: Room, *, now: datetime) -> list[int]:
    limit = now - timedelta(days=room.retention_days or 0)
    old = room.messages.filter(created_at__lt=limit, erased_at=None).order_by("created_at")
    return list(old.values_list("pk", flat=True)[:BATCH])


def erase(keys: list[int], *, now: datetime) -> int:
    try:
        Message.objects.filter(pk__in=keys).delete()
    except ProtectedError:
        for key in keys:
            _erase_one(key, now=now)
    return len(keys)


@transaction.atomic
def _erase_one(key: int, *, now: datetime) -> None:
    """An app above may point at it and must not lose it: then its words go, and its place stays."""
    try:
        Message.objects.filter(pk=key).delete()
    except ProtectedError:
        Sign.objects.filter(message=key).delete()
        Message.objects.filter(pk=key).update(**LEFT, erased_at=now)


LEFT: dict[str, object] = {
    "body": "—",
    "body_html": "",
    "blanks": [],
    "taken_back": None,
    "earlier": [],
    "content_notes": 0,
    "team_notes": 0,
    "notice": "",
    "notice_link": "",
    "signs": 0,
    "pinned_at": None,
    "in_reply_to": None,
}
