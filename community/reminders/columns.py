"""How a rule lies in its row: lists as short RFC 5545 texts ("MO,TH"), so that they compare and read plainly."""

from collections.abc import Iterable
from datetime import date, time

from community.reminders.schedule import Schedule

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLAIN = ("starts_on", "local_time", "time_zone", "unit", "interval", "count", "until")


def columns_of(schedule: Schedule) -> dict[str, object]:
    return {
        **{field: getattr(schedule, field) for field in PLAIN},
        "more_times": _joined(f"{clock:%H:%M}" for clock in sorted(set(schedule.more_times))),
        "weekdays": _joined(DAY_NAMES[day] for day in sorted(set(schedule.weekdays))),
        "month_days": _joined(str(day) for day in sorted(set(schedule.month_days))),
        "left_out": _joined(day.isoformat() for day in sorted(set(schedule.left_out))),
    }


def times_in(text: str) -> tuple[time, ...]:
    return tuple(time.fromisoformat(part) for part in _parts(text))


def weekdays_in(text: str) -> tuple[int, ...]:
    return tuple(DAY_NAMES.index(part) for part in _parts(text))


def month_days_in(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _parts(text))


def dates_in(text: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(part) for part in _parts(text))


def _joined(parts: Iterable[str]) -> str:
    return ",".join(parts)


def _parts(text: str) -> list[str]:
    return text.split(",") if text else []
