"""A rule as it is when one of its moments, and with it all that follow, comes at another one. Pure functions.

What that moment stands for is replaced: its time of day in a rule with several, its weekday in a rule with weekdays,
its day of the month. The others stay. A rule has one set of times, so another time is another time on all its days.
Everything is reckoned on the clock on the wall, naive.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import dropwhile, takewhile

from community.reminders.schedule import LAST_DAY, Schedule, Unit, wall_clock


class CannotMove(ValueError):
    """The moment cannot be moved there with all that follow."""


class DayIsTaken(CannotMove):
    """It comes on that day already: two of its days would become one."""


class TimeIsTaken(CannotMove):
    """It comes at that time already: two of its times would become one."""


class OthersStay(CannotMove):
    """Its other days and times stay where they are, and no rule of ours says both."""


class DayIsLeftOut(CannotMove):
    """That day is one of those on which it does not come."""


class EndsBefore(CannotMove):
    """Its last day is before that."""


@dataclass(frozen=True, slots=True)
class Move:
    """From the rule's `own` wall-clock time, which `rule` names, to another one."""

    rule: Schedule
    own: datetime
    to: datetime

    @property
    def days(self) -> timedelta:
        return self.to.date() - self.own.date()

    @property
    def months(self) -> int:
        return (self.to.year - self.own.year) * 12 + self.to.month - self.own.month

    @property
    def days_of_rule(self) -> tuple[int, ...]:
        """Of the month."""
        return self.rule.month_days or (self.rule.starts_on.day,)

    @property
    def from_day(self) -> int:
        """The day of the month it stands for: in February, 28 may be the 30th or the last."""
        exact = [day for day in self.days_of_rule if day == self.own.day]
        return next(iter(exact or [day for day in self.days_of_rule if in_month(day, self.own) == self.own.date()]))

    @property
    def to_day(self) -> int:
        stays_last = self.from_day == LAST_DAY and self.to.date() == in_month(LAST_DAY, self.to)
        return self.from_day if stays_last or not self.days else self.to.day


def moved(rule: Schedule, *, own: datetime, to: datetime) -> tuple[Schedule, datetime]:
    """The rule from then on, with as many left as there were, and the first of its wall-clock times that is to come."""
    if rule.until is not None and rule.until < to.date():
        raise EndsBefore
    if rule.unit == Unit.ONCE or rule.waits_for_answer:
        return replace(rule, starts_on=to.date(), local_time=to.time()), to
    if to.date() in rule.left_out:
        raise DayIsLeftOut
    if own not in takewhile(lambda clock: clock <= own, wall_clock(_endless(rule), own)):
        raise OthersStay  # its zone or its rule was changed under it: nobody can say what it stands for
    move, left = Move(rule, own, to), _left(rule, own)
    end = own + abs(move.days) + 2 * _period(rule)
    wanted = [to] if left == 1 else _wanted(move, end)
    new = _with_other_days(_with_other_times(rule, move), move, starts_on=wanted[0].date())
    whole = list(takewhile(lambda clock: clock <= end, wall_clock(_endless(new), wanted[0])))
    to_come = list(dropwhile(lambda clock: clock < wanted[0], whole))
    if to not in to_come[:left] or (left != 1 and to_come != wanted):
        raise OthersStay
    # Earlier times of the first day are counted with the rule, though they have had their ring.
    return replace(new, count=left and left + len(whole) - len(to_come)), wanted[0]


def _left(rule: Schedule, own: datetime) -> int | None:
    if rule.count is None:
        return None
    done = takewhile(lambda clock: clock < own, wall_clock(replace(rule, left_out=(), until=None), own))
    return rule.count - sum(1 for _clock in done)


def _endless(rule: Schedule) -> Schedule:
    return replace(rule, count=None, until=None, left_out=())


def _period(rule: Schedule) -> timedelta:
    """After which the rule says the same again, or a little longer."""
    return timedelta(days={Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31}[Unit(rule.unit)] * rule.interval)


def _wanted(move: Move, end: datetime) -> list[datetime]:
    """What is to come by the old rule, each that stands for the same as the moved one at its new place."""
    to_come = dropwhile(lambda clock: clock < move.own, wall_clock(_endless(move.rule), move.own))
    old = takewhile(lambda clock: clock <= end + abs(move.days) + timedelta(days=31), to_come)
    new = {datetime.combine(day, _other_time(move, clock.time())) for clock in old for day in _other_days(move, clock)}
    return sorted(clock for clock in new if clock <= end)


def _other_time(move: Move, clock: time) -> time:
    return move.to.time() if clock == move.own.time() else clock


def _other_days(move: Move, clock: datetime) -> Iterator[date]:
    """One; two where a short month lets two of the rule's days fall on one, and only one of them moves."""
    day = clock.date()
    if move.rule.unit == Unit.MONTHS:
        if in_month(move.from_day, day) == day:
            yield in_month(move.to_day, day, later=move.months)
        if any(in_month(other, day) == day for other in move.days_of_rule if other != move.from_day):
            yield day
    else:
        yield day + (move.days if _goes_along(move, clock) else timedelta())


def _goes_along(move: Move, clock: datetime) -> bool:
    """Every day has the others anyway, so half past midnight instead of eleven leaves them; of every third day all go
    along to another day, as all of a Monday do."""
    if move.rule.unit == Unit.WEEKS:
        return clock.weekday() == move.own.weekday()
    return move.rule.interval > 1 or clock.time() == move.own.time()


def in_month(day: int, of: date, *, later: int = 0) -> date:
    """That day of the month, or the last one of a shorter month."""
    months = of.year * 12 + of.month - 1 + later
    year, month = months // 12, months % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, length if day == LAST_DAY else min(day, length))


def _with_other_times(rule: Schedule, move: Move) -> Schedule:
    if move.to.time() != move.own.time() and move.to.time() in rule.times:
        raise TimeIsTaken
    more = tuple(_other_time(move, clock) for clock in rule.more_times)
    return replace(rule, local_time=_other_time(move, rule.local_time), more_times=more)


def _with_other_days(rule: Schedule, move: Move, *, starts_on: date) -> Schedule:
    rule = replace(rule, starts_on=starts_on)
    if rule.weekdays:
        return replace(rule, weekdays=_swapped(rule.weekdays, move.own.weekday(), move.to.weekday()))
    if rule.unit == Unit.MONTHS and (rule.month_days or starts_on.day != move.to_day):
        return replace(rule, month_days=_swapped(move.days_of_rule, move.from_day, move.to_day))
    return rule


def _swapped(days: Collection[int], old: int, new: int) -> tuple[int, ...]:
    others = set(days) - {old}
    if new == old:
        return tuple(days)
    if new in others or (new == 31 and LAST_DAY in others) or (new == LAST_DAY and 31 in others):
        raise DayIsTaken
    return tuple(sorted(others | {new}))
