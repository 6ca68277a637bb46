"""Rules with weekdays, days of the month, several times a day, an end and days left out."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.reminders.columns import columns_of
from community.reminders.models import Reminder
from community.reminders.schedule import Schedule, Unit, has_moments, latest_due, next_due, upcoming
from community.reminders.wording import sentence

START = date(2026, 12, 3)  # a Thursday
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def rule(unit, **fields):
    return Schedule(**{"starts_on": START, "local_time": time(9), "time_zone": "UTC", "unit": unit, **fields})


def days(schedule, count=5):
    return [(moment.month, moment.day) for moment in upcoming(schedule, after=LONG_AGO, count=count)]


def test_several_weekdays():
    assert days(rule(Unit.WEEKS, weekdays=(0, 3))) == [(12, 3), (12, 7), (12, 10), (12, 14), (12, 17)]


def test_weekdays_of_every_second_week_stay_in_their_weeks():
    schedule = rule(Unit.WEEKS, interval=2, weekdays=(0, 3))

    assert days(schedule) == [(12, 3), (12, 14), (12, 17), (12, 28), (12, 31)]
    assert latest_due(schedule, at=datetime(2030, 1, 1, tzinfo=UTC)).weekday() in (0, 3)


def test_several_days_of_the_month_and_the_last():
    schedule = rule(Unit.MONTHS, month_days=(1, 15, -1))

    assert days(schedule) == [(12, 15), (12, 31), (1, 1), (1, 15), (1, 31)]


def test_two_days_that_are_the_same_in_a_short_month_are_one():
    schedule = rule(Unit.MONTHS, starts_on=date(2027, 2, 1), month_days=(28, 30, 31, -1))

    assert days(schedule, 4) == [(2, 28), (3, 28), (3, 30), (3, 31)]


def test_several_times_a_day_come_in_order():
    schedule = rule(Unit.DAYS, more_times=(time(21), time(7, 30), time(9)))

    moments = upcoming(schedule, after=LONG_AGO, count=4)

    assert [(moment.day, moment.hour) for moment in moments] == [(3, 7), (3, 9), (3, 21), (4, 7)]


def test_two_times_that_the_clocks_jump_over_are_one_moment():
    schedule = rule(Unit.DAYS, local_time=time(2), more_times=(time(2, 30), time(3)), time_zone="Europe/Berlin")

    moments = upcoming(schedule, after=datetime(2027, 3, 27, 12, tzinfo=UTC), count=2)

    assert moments == [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 29, 0, tzinfo=UTC)]


def test_until_is_the_last_day():
    schedule = rule(Unit.DAYS, until=date(2026, 12, 5))

    assert days(schedule) == [(12, 3), (12, 4), (12, 5)]
    assert latest_due(schedule, at=datetime(2027, 6, 1, tzinfo=UTC)) == datetime(2026, 12, 5, 9, tzinfo=UTC)


def test_count_counts_moments_and_those_left_out_as_well():
    schedule = rule(Unit.DAYS, more_times=(time(21),), count=5, left_out=(date(2026, 12, 4),))

    assert days(schedule, 9) == [(12, 3), (12, 3), (12, 5)]


def test_days_left_out_one_after_the_other_do_not_hide_what_was_due_before():
    left_out = tuple(START + timedelta(days=number) for number in range(1, 40))

    moment = latest_due(rule(Unit.DAYS, left_out=left_out), at=datetime(2027, 1, 5, tzinfo=UTC))

    assert moment == datetime(2026, 12, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "schedule",
    [
        rule(Unit.DAYS, until=date(2026, 12, 4), left_out=(START, date(2026, 12, 4))),
        rule(Unit.WEEKS, weekdays=(0,), until=date(2026, 12, 6)),
        rule(Unit.DAYS, count=1, left_out=(START,)),
    ],
    ids=sentence,
)
def test_a_rule_without_any_moment_is_known(schedule):
    assert not has_moments(schedule)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (
            rule(Unit.WEEKS, weekdays=(3, 0), more_times=(time(21),)),
            "Every week on Monday and Thursday at 09:00 and 21:00, starting 3 December 2026",
        ),
        (
            rule(Unit.MONTHS, interval=2, month_days=(-1, 15, 1)),
            "Every 2 months on day 1, day 15 and the last day at 09:00, starting 3 December 2026",
        ),
        (
            rule(Unit.DAYS, until=date(2027, 5, 31), count=9, left_out=(date(2027, 5, 4),)),
            "Every day at 09:00, starting 3 December 2026, until 31 May 2027, 9 times in all, but not on 4 May 2027",
        ),
        (rule(Unit.DAYS, count=1), "Every day at 09:00, starting 3 December 2026, once in all"),
    ],
)
def test_the_finer_rule_reads_back_as_a_sentence(schedule, words):
    assert sentence(schedule) == words


def test_a_rule_lies_in_its_row_and_comes_back(db):
    schedule = rule(
        Unit.WEEKS,
        more_times=(time(13), time(21, 30)),
        weekdays=(0, 6),
        count=1000,
        until=date(2199, 12, 31),
        left_out=tuple(START + timedelta(days=number) for number in range(60)),
    )
    of_months = rule(Unit.MONTHS, month_days=(-1, *range(1, 32)))

    for each in (schedule, of_months):
        row = Reminder(**columns_of(each))
        for field in ("more_times", "weekdays", "month_days", "left_out"):
            assert len(getattr(row, field)) <= Reminder._meta.get_field(field).max_length
        assert row.schedule == each


RULES = st.builds(
    rule,
    unit=st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS]),
    interval=st.integers(1, 7),
    starts_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    more_times=st.lists(st.sampled_from([time(0), time(13, 30), time(23, 30)]), max_size=2).map(tuple),
    count=st.none() | st.integers(1, 40),
    until=st.none() | st.dates(date(2027, 1, 1), date(2028, 6, 1)),
    left_out=st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=4).map(tuple),
    weekdays=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    month_days=st.lists(st.integers(1, 31) | st.just(-1), max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(schedule=RULES, at=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)))
def test_any_rule_names_the_days_that_a_calendar_read_day_by_day_names(schedule, at):
    at = at.replace(tzinfo=UTC)
    whole = by_the_calendar(schedule)

    assert next_due(schedule, after=at) == next((moment for moment in whole if moment > at), None)
    assert latest_due(schedule, at=at) == max((moment for moment in whole if moment <= at), default=None)


def by_the_calendar(schedule):
    """Every moment of the next five years, found without any rule library."""
    every_day = (schedule.starts_on + timedelta(days=number) for number in range(5 * 366))
    fitting = [day for day in every_day if fits(schedule, day) and day <= (schedule.until or date.max)]
    moments = [datetime.combine(day, clock, UTC) for day in fitting for clock in schedule.times][: schedule.count]
    return [moment for moment in moments if moment.date() not in schedule.left_out]


def fits(schedule, day):
    first = schedule.starts_on
    if schedule.unit == Unit.DAYS:
        return (day - first).days % schedule.interval == 0
    if schedule.unit == Unit.WEEKS:
        weeks = (day - timedelta(days=day.weekday()) - first + timedelta(days=first.weekday())).days // 7
        return weeks % schedule.interval == 0 and day.weekday() in (schedule.weekdays or (first.weekday(),))
    months = (day.year - first.year) * 12 + day.month - first.month
    last = monthrange(day.year, day.month)[1]
    wanted = {last if one == -1 else min(one, last) for one in schedule.month_days or (first.day,)}
    return months % schedule.interval == 0 and day.day in wanted
