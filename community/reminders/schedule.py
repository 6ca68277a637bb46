"""When a reminder is due: wall-clock recurrence, turned into moments. Pure functions, no database.

A rule is expanded on naive local times and the zone is attached afterwards, so 09:00 stays 09:00 over every
change of the clocks. Where the clocks jump over the time it is the first valid minute after; where they show it
twice it is the first. Moments are aware and in UTC; zone rules come from the pinned tzdata package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.core.wall_clock import moment_of

# Clocks have jumped by up to a day (Samoa in 2011): wall-clock times this much older are surely in the past.
WIDEST_JUMP = timedelta(days=2)


class Unit(models.TextChoices):
    ONCE = "once", gettext_lazy("Once")
    DAYS = "days", gettext_lazy("Every day, or every few days")
    WEEKS = "weeks", gettext_lazy("Every week, or every few weeks")
    MONTHS = "months", gettext_lazy("Every month, or every few months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A rule of one reminder: `interval` of `unit` from `starts_on` at `local_time` in the IANA zone `time_zone`."""

    starts_on: date
    local_time: time
    time_zone: str
    unit: str
    interval: int = 1

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def start(self) -> datetime:
        return datetime.combine(self.starts_on, self.local_time)


def next_due(schedule: Schedule, *, after: datetime) -> datetime | None:
    """The first moment later than `after`, or None when nothing is left."""
    return next((moment for moment in _moments(schedule, near=after) if moment > after), None)


def latest_due(schedule: Schedule, *, at: datetime) -> datetime | None:
    """The newest moment not later than `at`, or None when nothing was due yet."""
    return max(takewhile(lambda moment: moment <= at, _moments(schedule, near=at)), default=None)


def upcoming(schedule: Schedule, *, after: datetime, count: int = 5) -> list[datetime]:
    later = (moment for moment in _moments(schedule, near=after) if moment > after)
    return list(islice(later, count))


def sentence(schedule: Schedule) -> str:
    """The rule read back: "Every 12 weeks at 09:00, starting 3 December 2026"."""
    words = {"time": f"{schedule.local_time:%H:%M}", "date": date_format(schedule.starts_on, "j F Y")}
    if schedule.unit == Unit.ONCE:
        return _("Once, on %(date)s at %(time)s") % words
    words["every"] = _every(schedule)
    if schedule.unit == Unit.MONTHS and schedule.starts_on.day > 28:
        words["day"] = str(schedule.starts_on.day)
        return _("%(every)s on day %(day)s at %(time)s, starting %(date)s; on the last day of a shorter month") % words
    return _("%(every)s at %(time)s, starting %(date)s") % words


def _every(schedule: Schedule) -> str:
    n = schedule.interval
    if schedule.unit == Unit.DAYS:
        return ngettext("Every day", "Every %(n)s days", n) % {"n": n}
    if schedule.unit == Unit.WEEKS:
        return ngettext("Every week", "Every %(n)s weeks", n) % {"n": n}
    return ngettext("Every month", "Every %(n)s months", n) % {"n": n}


def _moments(schedule: Schedule, *, near: datetime) -> Iterator[datetime]:
    """The rule's moments in order, each once, from one that is surely before `near`."""
    zone = schedule.zone
    nearby = near.astimezone(zone).replace(tzinfo=None) - WIDEST_JUMP
    return (moment for moment, _again in groupby(moment_of(local, zone) for local in _rule(schedule, nearby)))


def _rule(schedule: Schedule, nearby: datetime) -> rrule:
    if schedule.unit == Unit.ONCE:
        return rrule(DAILY, dtstart=schedule.start, count=1)
    if schedule.unit == Unit.MONTHS:
        # Of the days 28 to 31 that a month has, the last one not after the day asked for.
        day = schedule.starts_on.day
        days = range(min(day, 28), day + 1)
        return rrule(MONTHLY, interval=schedule.interval, dtstart=schedule.start, bymonthday=days, bysetpos=-1)
    start = _start_near(schedule, nearby)
    if schedule.unit == Unit.WEEKS:
        return rrule(WEEKLY, interval=schedule.interval, dtstart=start)
    return rrule(DAILY, interval=schedule.interval, dtstart=start)


def _start_near(schedule: Schedule, nearby: datetime) -> datetime:
    """The start moved on by whole steps, so that a daily reminder of ten years costs what a new one costs."""
    step = timedelta(days=schedule.interval) * (7 if schedule.unit == Unit.WEEKS else 1)
    return schedule.start + step * max(0, (nearby - schedule.start) // step)
