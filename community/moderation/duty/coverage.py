"""What shifts come to: when somebody is there, when nobody is, and who is there too long."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from community.accounts.models import User

if TYPE_CHECKING:
    from community.moderation.duty.models import Shift

LONGEST_RUN = 7  # days on which one person may be on duty in a row
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps and seams, in order."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def gaps(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """When nobody is there between `start` and `end`."""
    found, at = [], start
    for begins, ends in merged(spans):
        if begins > at:
            found.append((at, min(begins, end)))
        at = max(at, ends)
        if at >= end:
            return found
    return [*found, (at, end)]


def too_long(shifts: "Iterable[Shift]") -> dict[User, int]:
    """Who is on duty on more than seven days in a row, and on how many. Days are those of the person's own zone."""
    days: dict[User, set[date]] = {}
    for shift in shifts:
        days.setdefault(shift.member, set()).update(days_of(shift))
    runs = {member: longest_run(taken) for member, taken in days.items()}
    return {member: run for member, run in runs.items() if run > LONGEST_RUN}


def days_of(shift: "Shift") -> set[date]:
    zone = shift.member.zone
    first, last = localtime(shift.starts_at, zone).date(), localtime(shift.ends_at - timedelta.resolution, zone).date()
    return {first + DAY * number for number in range((last - first).days + 1)}


def longest_run(days: set[date]) -> int:
    starts = (day for day in days if day - DAY not in days)
    return max((length_of_run(days, start) for start in starts), default=0)


def length_of_run(days: set[date], start: date) -> int:
    length = 0
    while start + DAY * length in days:
        length += 1
    return length
