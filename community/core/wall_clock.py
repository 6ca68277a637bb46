"""What the clock on somebody's wall shows, as a moment. Zone rules come from the pinned tzdata package."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_MINUTE = timedelta(minutes=1)


def moment_of(local: datetime, zone: ZoneInfo) -> datetime:
    """A naive local time as an aware one in UTC. Where the clocks jump over it, the first valid minute after; where
    they show it twice, the first."""
    while not _exists(local, zone):
        local += ONE_MINUTE
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == local
