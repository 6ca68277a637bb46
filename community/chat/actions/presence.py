"""Who has which room open."""

from collections.abc import Mapping
from datetime import datetime

from community.chat.models import Presence
from community.chat.querysets import HERE_FOR


def remember_presences(here: Mapping[tuple[int, int], bool], *, now: datetime) -> None:
    """By (room, member) whether with their name; one query for a whole process. In one order, so that two processes
    do not wait for each other in a circle."""
    rows = [
        Presence(room_id=room_id, member_id=member_id, is_named=is_named, seen_at=now)
        for (room_id, member_id), is_named in sorted(here.items())
    ]
    Presence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["room", "member"], update_fields=["is_named", "seen_at"]
    )


def forget_presences(*, now: datetime) -> int:
    """Where somebody was is nobody's business; how many were forgotten."""
    return Presence.objects.filter(seen_at__lte=now - HERE_FOR).delete()[0]
