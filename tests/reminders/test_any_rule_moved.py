"""Whatever the rule: what was asked for moves, the others stay, and as many are left as there were."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice, takewhile

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from community.reminders.schedule import Unit, wall_clock
from community.reminders.shifting import CannotMove, moved
from tests.reminders.test_rules import RULES, fits

FAR = datetime(2300, 1, 1)
SHIFTS = st.timedeltas(timedelta(days=-12), timedelta(days=40)).map(lambda far: timedelta(days=far.days))
TIMES = st.none() | st.sampled_from([time(0), time(9), time(10, 15), time(23, 30)])


@settings(max_examples=300, deadline=None)
@given(schedule=RULES, place=st.integers(0, 30), by=SHIFTS, at=TIMES)
def test_any_rule_moves_what_was_asked_and_nothing_else_or_is_left_alone(schedule, place, by, at):
    schedule = as_in_its_row(schedule)
    own, to = own_and_to(schedule, place, by, at)
    if (result := moved_or_none(schedule, own, to)) is None:
        assert must_be_refused(schedule, own, to) or not must_be_possible(schedule, own, to)
        return

    assert not must_be_refused(schedule, own, to)
    new, first = result
    end = own + timedelta(days=400)
    old_ones, new_ones = (to_come(each, begin, end) for each, begin in ((schedule, own), (new, first)))
    assert to in new_ones
    if schedule.count is None:
        stay, moving = (
            [clock for clock in old_ones if belongs(schedule, own, clock)] for belongs in (stays_at_least, goes_along)
        )
        others, soon = {at_new_time(clock, own, to) for clock in stay}, end - timedelta(days=100)
        assert {clock for clock in others if clock < soon} <= set(new_ones)  # none of the others is lost
        assert len([c for c in new_ones if c not in others and c < soon]) <= len(moving)  # and none is new
    else:
        assert len(to_come(new, first, FAR)) == len(to_come(schedule, own, FAR))
    assert (new.until, new.left_out, new.interval) == (schedule.until, schedule.left_out, schedule.interval)


def as_in_its_row(schedule):
    weekdays = set(schedule.weekdays) if schedule.unit == Unit.WEEKS else ()
    month_days = set(schedule.month_days) if schedule.unit == Unit.MONTHS else ()
    return replace(schedule, weekdays=tuple(weekdays), month_days=tuple(month_days))


def moved_or_none(schedule, own, to):
    try:
        return moved(schedule, own=own, to=to)
    except CannotMove:
        return None


def own_and_to(schedule, place, by, at):
    moments = list(islice(wall_clock(replace(schedule, left_out=(), until=None), datetime(2026, 1, 1)), place + 1))
    own = moments[-1]
    assume(own.date() not in schedule.left_out)
    to = own + by
    return own, to if at is None else datetime.combine(to.date(), at)


def to_come(schedule, begin, end):
    """With the days left out, which are counted too."""
    every = wall_clock(replace(schedule, left_out=(), until=None), begin)
    return [clock for clock in takewhile(lambda clock: clock <= end, every) if clock >= begin]


def at_new_time(clock, own, to):
    return datetime.combine(clock.date(), to.time()) if clock.time() == own.time() else clock


def goes_along(schedule, own, clock):
    """Told without the code: it stands for what the moved one stands for."""
    if schedule.unit == Unit.MONTHS:
        return fits(replace(schedule, month_days=(of_month(schedule, own),)), clock.date())
    if schedule.unit == Unit.WEEKS:
        return clock.weekday() == own.weekday()
    return schedule.interval > 1 or clock.time() == own.time()


def stays_at_least(schedule, own, clock):
    """In a short month one day may be two of the rule's days, of which one stays."""
    if schedule.unit == Unit.MONTHS:
        rest = tuple(day for day in days_of(schedule) if day != of_month(schedule, own))
        return bool(rest) and fits(replace(schedule, month_days=rest), clock.date())
    return not goes_along(schedule, own, clock)


def days_of(schedule):
    return schedule.month_days or (schedule.starts_on.day,)


def of_month(schedule, own):
    fitting = [day for day in days_of(schedule) if fits(replace(schedule, month_days=(day,)), own.date())]
    return own.day if own.day in fitting else fitting[0]


def must_be_refused(schedule, own, to):
    too_late = schedule.until is not None and to.date() > schedule.until
    taken = to.time() != own.time() and to.time() in schedule.times
    weekday_taken = to.weekday() != own.weekday() and to.weekday() in schedule.weekdays
    return too_late or taken or weekday_taken or to.date() in schedule.left_out


def must_be_possible(schedule, own, to):
    """Another time on the same day, another day in the same week, and any day where the rule has but one; unless
    something has had its ring already that the new rule would name again."""
    if any(clock < own for clock in to_come(schedule, min(to, own), own)):
        return False
    if to.date() != own.date() and any(clock < own.time() for clock in schedule.times):
        return False
    if len(schedule.weekdays) > 1:
        return monday(to) == monday(own)
    several_a_day = schedule.unit == Unit.DAYS and schedule.interval == 1 and len(schedule.times) > 1
    return to.date() == own.date() or not (several_a_day or len(schedule.month_days) > 1)


def monday(clock):
    return clock.date() - timedelta(days=clock.weekday())
