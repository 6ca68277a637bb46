"""What shifts come to, without a database."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.accounts.models import User
from community.moderation.duty.coverage import gaps, merged, too_long
from community.moderation.duty.models import Shift
from tests.moderation.duty.factories import after

hours = st.integers(0, 48)
spans = st.lists(st.tuples(hours, st.integers(1, 12)), max_size=12)


def as_spans(pairs):
    return [(after(start), after(start + length)) for start, length in pairs]


def covered(moment, spans):
    return any(start <= moment < end for start, end in spans)


@given(spans)
def test_merged_shifts_cover_the_same_time_without_overlap(pairs):
    whole = merged(as_spans(pairs))

    for half in range(130):
        moment = after(half / 2)
        assert covered(moment, whole) == covered(moment, as_spans(pairs))
    assert all(first[1] < second[0] for first, second in pairwise(whole))


@given(spans)
def test_every_moment_is_in_a_shift_or_in_a_gap(pairs):
    empty = gaps(as_spans(pairs), after(0), after(24))

    for half in range(48):
        moment = after(half / 2)
        assert covered(moment, empty) != covered(moment, as_spans(pairs))
    assert all(after(0) <= start < end <= after(24) for start, end in empty)


def daily(member, days, hours=4):
    return [Shift(member=member, starts_at=after(24 * day), ends_at=after(24 * day + hours)) for day in range(days)]


@pytest.mark.parametrize(("days", "found"), [(7, {}), (8, {"Mo": 8}), (12, {"Mo": 12})])
def test_r51_more_than_seven_days_in_a_row_are_too_long(days, found):
    mo = User(pk=1, username="Mo")

    assert {member.username: run for member, run in too_long(daily(mo, days)).items()} == found


def test_a_day_off_begins_a_new_run():
    mo = User(pk=1, username="Mo")
    shifts = [shift for number, shift in enumerate(daily(mo, 14)) if number != 7]

    assert too_long(shifts) == {}


def test_days_are_those_of_the_moderator():
    """From 22:00 to 23:00 in London is one day; in Kiritimati it is the next one's noon, and still one."""
    late = timedelta(hours=10)
    for zone in ("Europe/London", "Pacific/Kiritimati"):
        mo = User(pk=1, username="Mo", time_zone=zone)
        shifts = [
            Shift(member=mo, starts_at=after(24 * day) + late, ends_at=after(24 * day) + late + timedelta(hours=1))
            for day in range(8)
        ]
        assert too_long(shifts) == {mo: 8}
