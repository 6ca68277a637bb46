"""40 zones x 10 years x every half hour: the wall clock is kept, and it comes once a day.

Reckoned out in full that is 7 million moments and takes a minute. Only where a zone's clocks change can two half hours
behave differently, so the days round each change are looked at with all 48 of them, in every zone. All other days are
walked with three of them in each zone, others in the next, so that every half hour of the day has seen every day of the
ten years. What is expected is reckoned without the code under test: from the zone's offsets, a gap by its end in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.reminders.schedule import Schedule, Unit, upcoming

pytestmark = pytest.mark.once

ONE_DAY = timedelta(days=1)
HALF_HOURS = [time(number // 2, number % 2 * 30) for number in range(48)]
# Every kind of clock: far west and east, half and quarter hours, both hemispheres, half-hour summer time, none at all.
ZONES = """Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos America/Anchorage America/Bogota
America/Caracas America/Chicago America/Denver America/Halifax America/Havana America/Los_Angeles America/Mexico_City
America/New_York America/Nuuk America/Santiago America/Sao_Paulo America/St_Johns America/Vancouver Antarctica/Troll
Asia/Beirut Asia/Dhaka Asia/Gaza Asia/Jerusalem Asia/Kathmandu Asia/Kolkata Asia/Tehran Asia/Tokyo Atlantic/Azores
Australia/Adelaide Australia/Eucla Australia/Lord_Howe Australia/Sydney Europe/Berlin Europe/Dublin Europe/London
Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Kiritimati""".split()
DAYS = [date(2024, 1, 1) + number * ONE_DAY for number in range(3653)]


@pytest.mark.parametrize("zone", ZONES)
def test_every_half_hour_of_the_days_round_a_change_keeps_the_wall_clock(zone):
    place = ZoneInfo(zone)
    changes = [day for day in DAYS if midnight(day, place).utcoffset() != midnight(day + ONE_DAY, place).utcoffset()]

    wrong = [
        (day, clock)
        for day in [*changes, DAYS[0], DAYS[-1]]
        for clock in HALF_HOURS
        if moments(clock, zone, day - ONE_DAY, 3) != wanted(clock, place, day - ONE_DAY, 3)
    ]

    assert wrong == []


@pytest.mark.parametrize("number", range(len(ZONES)), ids=ZONES)
def test_ten_years_day_by_day_keep_the_wall_clock_and_come_once_a_day(number):
    zone = ZONES[number]

    for clock in HALF_HOURS[number % 16 :: 16]:
        assert moments(clock, zone, DAYS[0], len(DAYS)) == wanted(clock, ZoneInfo(zone), DAYS[0], len(DAYS))


def test_the_walks_see_every_half_hour_and_the_zones_are_40():
    assert {clock for number in range(len(ZONES)) for clock in HALF_HOURS[number % 16 :: 16]} == set(HALF_HOURS)
    assert len(set(ZONES)) == 40


def test_a_gap_is_reckoned_by_its_end():
    berlin = ZoneInfo("Europe/Berlin")

    assert wanted(time(2, 30), berlin, date(2027, 3, 28), 1) == [datetime(2027, 3, 28, 1, tzinfo=UTC)]
    assert wanted(time(2, 30), berlin, date(2026, 10, 25), 1) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def midnight(day, place):
    return datetime.combine(day, time(0), place)


def moments(clock, zone, day, count):
    """What the rule says, from `day` on."""
    schedule = Schedule(starts_on=date(2023, 12, 1), local_time=clock, time_zone=zone, unit=Unit.DAYS)
    before = datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC) - timedelta(hours=5)
    return upcoming(schedule, after=before, count=count)


def wanted(clock, place, day, count):
    return [moment_of_day(datetime.combine(day + number * ONE_DAY, clock), place) for number in range(count)]


def moment_of_day(local, place):
    """`local` is read with the offset before a change (fold 0): the first of two, and past the end of a gap."""
    moment = local.replace(tzinfo=place).astimezone(UTC)
    is_there = moment.astimezone(place).replace(tzinfo=None) == local
    return moment if is_there else end_of_gap(moment, place)


def end_of_gap(after, place):
    """The moment of the change: the offset is one thing a minute earlier and another from then on."""
    before, minute = after - ONE_DAY, timedelta(minutes=1)
    while after - before > minute:
        middle = before + (after - before) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle.astimezone(place).utcoffset() == after.astimezone(place).utcoffset():
            after = middle
        else:
            before = middle
    return after
