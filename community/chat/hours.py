"""Quiet hours by the clock on the wall of a room's own time zone: over midnight, summer and winter."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_quiet(begins: time | None, ends: time | None, zone_name: str, *, now: datetime) -> datetime | None:
    """When the quiet hours that run now are over; None outside of them."""
    if begins is None or ends is None:
        return None
    zone = ZoneInfo(zone_name)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        last_day = day + timedelta(days=1) if ends <= begins else day
        start = datetime.combine(day, begins, zone).astimezone(UTC)
        end = _later(datetime.combine(last_day, ends, zone))
        if start <= now < end:
            return end
    return None


def _later(moment: datetime) -> datetime:
    """The hour that a clock shows twice, or leaves out, is still quiet."""
    return max(moment.astimezone(UTC), moment.replace(fold=1).astimezone(UTC))
