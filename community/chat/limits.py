"""How fast one member's messages come, and which of them wait. What is refused for haste says how long; the text stays
with its author."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.translation import ngettext

from community.accounts.models import User
from community.chat.models import Message, Room


class TooSoon(Exception):
    """Not now, but in `seconds`; `str()` is the sentence for its author."""

    def __init__(self, words: str, *, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


@dataclass(frozen=True)
class Hold:
    waits_for: Message.Wait
    until: datetime


def refuse_haste(author: User, room: Room, *, body: str, now: datetime) -> None:
    """Raises `TooSoon`; hosts are not asked. The room is locked: two windows cannot both be early enough."""
    if (seconds := seconds_to_wait(author, room, now=now)) > 0:
        raise TooSoon(_wait_in_words(seconds), seconds=seconds)


def seconds_to_wait(author: User, room: Room, *, now: datetime) -> int:
    """Until this member's next turn in a slow room; 0 where they may write at once."""
    if not room.slow_seconds:
        return 0
    last = room.messages.filter(author=author).order_by("-created_at").values_list("created_at", flat=True).first()
    if last is None:
        return 0
    return max(0, ceil((last + timedelta(seconds=room.slow_seconds) - now).total_seconds()))


def hold_of(author: User, room: Room, *, body: str, guard: timedelta | None, now: datetime) -> Hold | None:
    """Whether this message waits, and for whom."""
    return Hold(Message.Wait.GUARD, now + guard) if guard else None


def _wait_in_words(seconds: int) -> str:
    return ngettext(
        "The room is slow now. You can send in %(number)s second. Your text is still here.",
        "The room is slow now. You can send in %(number)s seconds. Your text is still here.",
        seconds,
    ) % {"number": seconds}
