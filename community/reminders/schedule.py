"""When a reminder is due: wall-clock recurrence, turned into moments. Pure functions, no database.

A rule is expanded into days, the times of day are put to them, and the zone is attached last, so 09:00 stays 09:00
over every change of the clocks. Where the clocks jump over the time it is the first valid minute after; where they show
it twice it is the first. Moments are aware and in UTC; zone rules come from the pinned tzdata package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, rruleset
from django.db import models
from django.utils.translation import gettext_lazy

from community.core.wall_clock import moment_of

# Clocks have jumped by up to a day (Samoa in 2011): wall-clock times this much older are surely in the past.
WIDEST_JUMP = timedelta(days=2)
LAST_DAY = -1  # of a month, as RFC 5545 writes it
BEFORE_ALL = datetime(1999, 1, 1, tzinfo=UTC)  # earlier than any first date


class Unit(models.TextChoices):
    ONCE = "once", gettext_lazy("Once")
    DAYS = "days", gettext_lazy("Every day, or every few days")
    WEEKS = "weeks", gettext_lazy("Every week, or every few weeks")
    MONTHS = "months", gettext_lazy("Every month, or every few months")
    AFTER_HOURS = "after_hours", gettext_lazy("Some hours after I mark it done")
    AFTER_DAYS = "after_days", gettext_lazy("Some days after I mark it done")
    AFTER_WEEKS = "after_weeks", gettext_lazy("Some weeks after I mark it done")


AFTER_ANSWER = (Unit.AFTER_HOURS, Unit.AFTER_DAYS, Unit.AFTER_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A rule of one reminder: `interval` of `unit` from `starts_on` at `local_time` in the IANA zone `time_zone`.

    An RFC 5545 subset: `weekdays` (0 is Monday) is BYDAY of a weekly rule, `month_days` (-1 is the last) BYMONTHDAY of
    a monthly one, `until` (the last day) and `count` end it, `left_out` are the days of EXDATE, counted all the same.
    """

    starts_on: date
    local_time: time
    time_zone: str
    unit: str
    interval: int = 1
    more_times: tuple[time, ...] = ()
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    left_out: tuple[date, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def waits_for_answer(self) -> bool:
        """Only its first moment is known; each later one is counted from the answer to the one before."""
        return self.unit in AFTER_ANSWER

    @property
    def has_several_days(self) -> bool:
        """Of the week or of the month: all of them have the same times."""
        return len(self.weekdays) > 1 or len(self.month_days) > 1

    @property
    def times(self) -> list[time]:
        return sorted({self.local_time, *self.more_times})


def next_due(schedule: Schedule, *, after: datetime) -> datetime | None:
    """The first moment later than `after`, or None when nothing is left."""
    return next(later(schedule, after=after), None)


def latest_due(schedule: Schedule, *, at: datetime) -> datetime | None:
    """The newest moment not later than `at`, or None when nothing was due yet."""
    moments = _moments(schedule, near=_look_back(schedule, at))
    return max(takewhile(lambda moment: moment <= at, moments), default=None)


def upcoming(schedule: Schedule, *, after: datetime, count: int = 5) -> list[datetime]:
    return list(islice(later(schedule, after=after), count))


def later(schedule: Schedule, *, after: datetime) -> Iterator[datetime]:
    """All moments later than `after`, in order; there may be no end to them."""
    return (moment for moment in _moments(schedule, near=after) if moment > after)


def next_after_answer(schedule: Schedule, *, answered_at: datetime) -> datetime | None:
    """Hours are counted by the minute; days and weeks lead to the same time of day. None once it is over."""
    zone, last = schedule.zone, schedule.until or date.max
    if schedule.unit == Unit.AFTER_HOURS:
        moment = answered_at.replace(second=0, microsecond=0) + timedelta(hours=schedule.interval)
    else:
        days = schedule.interval * (7 if schedule.unit == Unit.AFTER_WEEKS else 1)
        day = answered_at.astimezone(zone).date() + timedelta(days=days)
        moment = moment_of(datetime.combine(day, schedule.local_time), zone)
    return moment if moment.astimezone(zone).date() <= last else None


def on_the_wall(schedule: Schedule, moment: datetime) -> datetime | None:
    """What the rule calls that moment: 02:30 even where the clocks jump over it. None if the rule does not name it."""
    local = moment.astimezone(schedule.zone).replace(tzinfo=None)
    around = wall_clock(schedule, local - WIDEST_JUMP)
    near = takewhile(lambda clock: clock <= local + WIDEST_JUMP, around)
    return next((clock for clock in near if moment_of(clock, schedule.zone) == moment), None)


def has_moments(schedule: Schedule) -> bool:
    """False for a rule that names no moment at all, in the past or to come."""
    return next_due(schedule, after=BEFORE_ALL) is not None


def _look_back(schedule: Schedule, at: datetime) -> datetime:
    """Early enough to find the newest moment before `at`: the rule may be over, and days left out may be many."""
    if schedule.until is not None:
        at = min(at, datetime.combine(schedule.until, time(), UTC) + WIDEST_JUMP)
    step = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31}.get(Unit(schedule.unit), 0) * schedule.interval
    return max(BEFORE_ALL, at - timedelta(days=step) * (len(schedule.left_out) + 1))


def _moments(schedule: Schedule, *, near: datetime) -> Iterator[datetime]:
    """The rule's moments in order, each once, from one that is surely before `near`."""
    zone = schedule.zone
    nearby = near.astimezone(zone).replace(tzinfo=None) - WIDEST_JUMP
    return (moment for moment, _again in groupby(moment_of(local, zone) for local in wall_clock(schedule, nearby)))


def wall_clock(schedule: Schedule, nearby: datetime) -> Iterator[datetime]:
    """What the clock on the wall shows at each of them, naive, from one before `nearby` on. Whoever counts has to start
    from the first."""
    last, left_out = schedule.until or date.max, set(schedule.left_out)
    days = (day.date() for day in _days(schedule, _first_day(schedule) if schedule.count else nearby))
    in_time = takewhile(lambda day: day <= last, days)
    clocks = (datetime.combine(day, clock) for day in in_time for clock in schedule.times)
    return (local for local in islice(clocks, schedule.count) if local.date() not in left_out)


def _first_day(schedule: Schedule) -> datetime:
    return datetime.combine(schedule.starts_on, time())


def _days(schedule: Schedule, nearby: datetime) -> rrule | rruleset:
    start = _first_day(schedule)
    if schedule.unit == Unit.ONCE or schedule.waits_for_answer:
        return rrule(DAILY, dtstart=start, count=1)
    if schedule.unit == Unit.MONTHS:
        return _days_of_months(schedule, start, nearby)
    step = timedelta(days=schedule.interval) * (7 if schedule.unit == Unit.WEEKS else 1)
    # Moved on by whole steps, so that a daily reminder of ten years costs what a new one costs.
    start += step * max(0, (nearby - start) // step)
    if schedule.unit == Unit.WEEKS:
        return rrule(WEEKLY, interval=schedule.interval, dtstart=start, byweekday=schedule.weekdays or None)
    return rrule(DAILY, interval=schedule.interval, dtstart=start)


def _days_of_months(schedule: Schedule, start: datetime, nearby: datetime) -> rruleset:
    """One rule for each day of the month that was asked for; a day that two of them name is one day."""
    months = (nearby.year - start.year) * 12 + nearby.month - start.month - 1
    if (steps := months // schedule.interval) > 0:
        moved = start.year * 12 + start.month - 1 + steps * schedule.interval
        start = datetime.combine(date(moved // 12, moved % 12 + 1, 1), time())
    each = rruleset()
    for day in schedule.month_days or (schedule.starts_on.day,):
        # Of the days 28 to 31 that a month has, the last one not after the day asked for.
        days = [LAST_DAY] if day == LAST_DAY else range(min(day, 28), day + 1)
        each.rrule(rrule(MONTHLY, interval=schedule.interval, dtstart=start, bymonthday=days, bysetpos=-1))
    return each
