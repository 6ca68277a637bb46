"""Quiet hours of a member, by the clock on their wall, for each day of the week."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.core.wall_clock import moment_of

Hours = tuple[int, time, time]  # the day of the week on which they begin (0 is Monday), from, to
MOST_IN_A_ROW = 8  # nights that touch each other


def end_of_quiet(hours: Iterable[Hours], zone: ZoneInfo, *, now: datetime) -> datetime:
    """When a mail may go out: now, or when the quiet hours that run now are over, and those that follow at once."""
    rows = list(hours)
    for _night in range(MOST_IN_A_ROW):
        ends = [end for begin, end in _around(rows, zone, now) if begin <= now < end]
        if not ends:
            break
        now = max(ends)
    return now


def _around(rows: list[Hours], zone: ZoneInfo, now: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches that begin yesterday and today. Up to an earlier hour means up to the next day."""
    today = now.astimezone(zone).date()
    stretches = []
    for day in (today - timedelta(days=1), today):
        for weekday, begins, ends in rows:
            if weekday == day.weekday():
                last = day if ends > begins else day + timedelta(days=1)
                begin, end = (moment_of(datetime.combine(*when), zone) for when in ((day, begins), (last, ends)))
                stretches.append((begin, end))
    return stretches
