"""A day and an hour on the wall of whoever reads it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from community.digests.hours import next_moment

WEEKLY = {"rhythm": "weekly", "weekday": 6, "hour": 10}
DAILY = {"rhythm": "daily", "weekday": 6, "hour": 10}
THURSDAY = datetime(2026, 11, 19, 12, tzinfo=UTC)


def moment(wishes, zone, after):
    return next_moment(**wishes, zone=ZoneInfo(zone), after=after)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 11, 21, 21, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 11, 22, 20, tzinfo=UTC)),
    ],
)
def test_sunday_at_ten_is_that_of_the_reader(zone, expected):
    assert moment(WEEKLY, zone, THURSDAY) == expected


@pytest.mark.parametrize(("wishes", "days"), [(WEEKLY, 7), (DAILY, 1)])
def test_the_moment_itself_leads_to_the_next_one(wishes, days):
    first = moment(wishes, "Europe/Berlin", THURSDAY)

    assert moment(wishes, "Europe/Berlin", first) == first + timedelta(days=days)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland", "America/New_York", "Africa/Casablanca"])
@pytest.mark.parametrize(("wishes", "count"), [(WEEKLY, 52), (DAILY, 365)])
def test_ten_stays_ten_over_every_change_of_the_clocks(zone, wishes, count):
    moments = [THURSDAY]
    for _time in range(count):
        moments.append(moment(wishes, zone, moments[-1]))

    local = [when.astimezone(ZoneInfo(zone)) for when in moments[1:]]
    assert {when.hour for when in local} == {10}
    assert len({when.date() for when in local}) == count


def test_an_hour_that_the_clocks_jump_over_is_the_first_minute_after():
    """In Berlin there is no 02:00 to 03:00 on 28 March 2027, a Sunday; on 25 October 2026 there are two."""
    two = {"rhythm": "weekly", "weekday": 6, "hour": 2}

    gap = moment(two, "Europe/Berlin", datetime(2027, 3, 25, tzinfo=UTC))
    twice = moment(two, "Europe/Berlin", datetime(2026, 10, 22, tzinfo=UTC))

    assert gap == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert twice == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert moment(two, "Europe/Berlin", twice) == datetime(2026, 11, 1, 1, tzinfo=UTC)


def test_every_zone_has_a_next_moment_soon():
    for zone in available_timezones() - {"Factory"}:
        assert THURSDAY < moment(WEEKLY, zone, THURSDAY) <= THURSDAY + timedelta(days=7, hours=1), zone
        assert THURSDAY < moment(DAILY, zone, THURSDAY) <= THURSDAY + timedelta(days=1, hours=1), zone


def test_a_day_that_a_zone_skipped_is_told_after_it():
    """Samoa had no 30 December 2011, a Friday."""
    friday = {"rhythm": "weekly", "weekday": 4, "hour": 10}

    found = moment(friday, "Pacific/Apia", datetime(2011, 12, 28, tzinfo=UTC))

    assert found.astimezone(ZoneInfo("Pacific/Apia")) == datetime(2011, 12, 31, tzinfo=ZoneInfo("Pacific/Apia"))
