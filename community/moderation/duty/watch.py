"""Who is there when, as every page may say it: read at most once a minute in each process, so that a board, a room or
the queue asks the database for nothing more. Members are told when somebody is there, never who."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.moderation.duty.coverage import merged
from community.moderation.duty.models import CheckIn, Shift

SECONDS = 60
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class LookIn:
    """`until`: somebody is there, and so long. `next_at`: nobody is, and somebody comes then. Neither: nobody knows."""

    until: datetime | None = None
    next_at: datetime | None = None


class Watch:
    def __init__(self) -> None:
        self.fresh_until = 0.0
        self.shifts: list[Shift] = []
        self.asks_somebody = False  # a check-in is open

    def coming(self, now: datetime) -> list[Shift]:
        """Those that run, and those that will; the first ones first."""
        self.look(now)
        return [shift for shift in self.shifts if shift.ends_at > now]

    def has_check_ins(self, now: datetime) -> bool:
        """So that the queue asks for them only then."""
        self.look(now)
        return self.asks_somebody

    def look(self, now: datetime) -> None:
        if time.monotonic() >= self.fresh_until:
            rows = Shift.objects.of_team(now=now).between(now, now + AHEAD).select_related("member")
            self.keep(rows, asks_somebody=CheckIn.objects.open().exists(), seconds=SECONDS)

    def look_in(self, now: datetime) -> LookIn:
        spans = merged((shift.starts_at, shift.ends_at) for shift in self.coming(now))
        if not spans:
            return LookIn()
        start, end = spans[0]
        return LookIn(until=end) if start <= now else LookIn(next_at=start)

    def keep(self, shifts: Iterable[Shift], *, asks_somebody: bool = False, seconds: float) -> None:
        self.shifts, self.asks_somebody = list(shifts), asks_somebody
        self.fresh_until = time.monotonic() + seconds

    def forget(self) -> None:
        self.fresh_until = 0.0


WATCH = Watch()
