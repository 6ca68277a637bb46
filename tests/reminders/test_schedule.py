import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from community.reminders.schedule import Schedule, Unit, latest_due, next_due, upcoming
from community.reminders.wording import sentence

BERLIN = ZoneInfo("Europe/Berlin")


def daily(local_time, zone="Europe/Berlin", starts_on=date(2026, 1, 1), **rule):
    return Schedule(starts_on=starts_on, local_time=local_time, time_zone=zone, unit=Unit.DAYS, **rule)


def test_zone_rules_are_those_of_the_pinned_package():
    schedule = daily(time(9), "America/Vancouver", starts_on=date(2026, 11, 2))

    moment = next_due(schedule, after=datetime(2026, 11, 1, 20, tzinfo=UTC))

    assert zoneinfo.TZPATH == ()
    assert moment == datetime(2026, 11, 2, 16, tzinfo=UTC)


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change():
    schedule = daily(time(9))

    moments = upcoming(schedule, after=datetime(2026, 10, 24, tzinfo=UTC), count=3)

    assert [moment.hour for moment in moments] == [7, 8, 8]
    assert [moment.astimezone(BERLIN).hour for moment in moments] == [9, 9, 9]


@pytest.mark.parametrize("minute", [0, 15, 30, 59])
def test_a_time_that_the_clocks_jump_over_is_the_first_minute_after(minute):
    schedule = daily(time(2, minute))
    the_day_before = datetime(2027, 3, 27, 12, tzinfo=UTC)

    moments = upcoming(schedule, after=the_day_before, count=2)

    assert moments[0].astimezone(BERLIN) == datetime(2027, 3, 28, 3, 0, tzinfo=BERLIN)
    assert moments[1].astimezone(BERLIN) == datetime(2027, 3, 29, 2, minute, tzinfo=BERLIN)


def test_a_time_that_comes_twice_is_the_first_and_only_once():
    schedule = daily(time(2, 30))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    moments = upcoming(schedule, after=datetime(2026, 10, 24, 12, tzinfo=UTC), count=2)

    assert moments == [first, datetime(2026, 10, 26, 1, 30, tzinfo=UTC)]
    assert latest_due(schedule, at=first + timedelta(minutes=50)) == first


def test_a_day_that_a_zone_skipped_moves_to_the_first_minute_after_and_doubles_nothing():
    schedule = daily(time(0), "Pacific/Apia", starts_on=date(2011, 12, 1))

    moments = upcoming(schedule, after=datetime(2011, 12, 29, 9, 59, tzinfo=UTC), count=3)

    assert [moment.astimezone(ZoneInfo("Pacific/Apia")).day for moment in moments] == [29, 31, 1]


def test_every_zone_of_the_package_can_be_used():
    moments = {zone: next_due(daily(time(9), zone), after=datetime(2026, 6, 1, tzinfo=UTC)) for zone in all_zones()}

    assert {zone for zone, moment in moments.items() if moment.astimezone(ZoneInfo(zone)).hour != 9} == set()


def all_zones():
    return available_timezones() - {"Factory"}


def test_every_twelve_weeks_falls_on_the_same_weekday():
    schedule = Schedule(
        starts_on=date(2026, 12, 3), local_time=time(9), time_zone="Europe/Berlin", unit=Unit.WEEKS, interval=12
    )

    moments = upcoming(schedule, after=datetime(2026, 11, 22, tzinfo=UTC))

    dates = [moment.astimezone(BERLIN).date() for moment in moments]
    assert dates == [date(2026, 12, 3) + timedelta(weeks=12 * number) for number in range(5)]


def test_the_31st_is_the_last_day_of_a_shorter_month():
    schedule = Schedule(starts_on=date(2027, 10, 31), local_time=time(9), time_zone="UTC", unit=Unit.MONTHS)

    moments = upcoming(schedule, after=datetime(2027, 10, 30, tzinfo=UTC), count=6)

    days = [(moment.month, moment.day) for moment in moments]
    assert days == [(10, 31), (11, 30), (12, 31), (1, 31), (2, 29), (3, 31)]


def test_a_reminder_that_comes_once_comes_once():
    schedule = Schedule(starts_on=date(2026, 12, 3), local_time=time(9), time_zone="UTC", unit=Unit.ONCE)
    due_at = datetime(2026, 12, 3, 9, tzinfo=UTC)

    assert upcoming(schedule, after=datetime(2026, 1, 1, tzinfo=UTC)) == [due_at]
    assert next_due(schedule, after=due_at) is None
    assert latest_due(schedule, at=due_at) == due_at
    assert latest_due(schedule, at=due_at - timedelta(seconds=1)) is None


def test_the_next_moment_is_later_than_the_one_asked_about():
    schedule = daily(time(9), "UTC")
    nine = datetime(2026, 5, 1, 9, tzinfo=UTC)

    assert next_due(schedule, after=nine) == nine + timedelta(days=1)
    assert next_due(schedule, after=nine - timedelta(microseconds=1)) == nine


@pytest.mark.parametrize("interval", [1, 3, 120])
def test_an_old_reminder_keeps_its_rhythm(interval):
    schedule = daily(time(9), "UTC", starts_on=date(2000, 1, 1), interval=interval)

    moment = next_due(schedule, after=datetime(2190, 6, 1, tzinfo=UTC))

    assert (moment.date() - date(2000, 1, 1)).days % interval == 0
    assert moment - datetime(2190, 6, 1, tzinfo=UTC) <= timedelta(days=interval)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"unit": Unit.WEEKS, "interval": 12}, "Every 12 weeks at 09:00, starting 3 December 2026"),
        ({"unit": Unit.WEEKS}, "Every week at 09:00, starting 3 December 2026"),
        ({"unit": Unit.DAYS}, "Every day at 09:00, starting 3 December 2026"),
        ({"unit": Unit.DAYS, "interval": 2}, "Every 2 days at 09:00, starting 3 December 2026"),
        ({"unit": Unit.MONTHS, "interval": 3}, "Every 3 months at 09:00, starting 3 December 2026"),
        ({"unit": Unit.ONCE}, "Once, on 3 December 2026 at 09:00"),
        (
            {"unit": Unit.MONTHS, "starts_on": date(2027, 1, 31)},
            "Every month on day 31 at 09:00, starting 31 January 2027; on the last day of a shorter month",
        ),
    ],
)
def test_the_rule_reads_back_as_a_sentence(rule, words):
    schedule = Schedule(**{"starts_on": date(2026, 12, 3), "local_time": time(9), "time_zone": "UTC", **rule})

    assert sentence(schedule) == words
