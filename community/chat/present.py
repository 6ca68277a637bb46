"""How many are in a room and the names of those who chose to be seen; who is writing, for those who want that."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from community.accounts.models import User
from community.chat.models import Presence

MOST_NAMES = 20


class Present(NamedTuple):
    number: int = 0
    names: tuple[str, ...] = ()


def present_in(room_ids: Collection[int], *, now: datetime) -> dict[int, Present]:
    """One query for any number of rooms; rooms in which nobody is are left out."""
    here = Presence.objects.here(now).filter(room__in=room_ids).order_by("member__username")
    found: dict[int, Present] = {}
    for room_id, is_named, name in here.values_list("room", "is_named", "member__username"):
        number, names = found.get(room_id, Present())
        shown = (*names, name) if is_named and len(names) < MOST_NAMES else names
        found[room_id] = Present(number + 1, shown)
    return found


def name_of(member_id: int) -> str | None:
    return User.objects.filter(pk=member_id).values_list("username", flat=True).first()
