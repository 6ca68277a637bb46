"""Quiet hours by the wall clock of the room's zone."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from community.chat import actions
from community.chat.hours import end_of_quiet
from tests.chat.factories import make_host, make_message, make_room
from tests.factories import NOON

NIGHT = (time(22), time(7), "Europe/Berlin")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-22 20:59:59", None),  # 21:59:59 in Berlin
        ("2026-11-22 21:00", "2026-11-23 06:00"),
        ("2026-11-23 05:59:59", "2026-11-23 06:00"),
        ("2026-11-23 06:00", None),
        ("2026-07-01 20:00", "2026-07-02 05:00"),  # summer: two hours ahead
        ("2026-10-24 23:00", "2026-10-25 06:00"),  # that night the clock goes back
        ("2027-03-27 22:00", "2027-03-28 05:00"),  # and in this one forward
    ],
)
def test_night_is_quiet_by_the_wall_clock(now, end):
    assert end_of_quiet(*NIGHT, now=utc(now)) == (utc(end) if end else None)


def test_hours_of_one_day_do_not_go_over_midnight():
    noon = (time(12), time(14), "America/New_York")

    assert end_of_quiet(*noon, now=utc("2026-11-22 16:59")) is None
    assert end_of_quiet(*noon, now=utc("2026-11-22 17:00")) == utc("2026-11-22 19:00")
    assert end_of_quiet(*noon, now=utc("2026-11-22 19:00")) is None


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-10-25 00:15", "2026-10-25 01:30"),  # 02:15, shown for the first time
        ("2026-10-25 00:45", "2026-10-25 01:30"),  # 02:45: it is 02:30 once more
        ("2026-10-25 01:29", "2026-10-25 01:30"),
        ("2026-10-25 01:30", None),
    ],
)
def test_hour_that_is_shown_twice_is_quiet_to_its_second_end(now, end):
    assert end_of_quiet(time(22), time(2, 30), "Europe/Berlin", now=utc(now)) == (utc(end) if end else None)


def test_hour_that_the_clock_leaves_out_ends_after_it():
    quiet = (time(1), time(2, 30), "Europe/Berlin")

    assert end_of_quiet(*quiet, now=utc("2027-03-28 00:30")) == utc("2027-03-28 01:30")
    assert end_of_quiet(*quiet, now=utc("2027-03-28 01:30")) is None


def test_room_without_quiet_hours_has_none():
    assert end_of_quiet(None, None, "UTC", now=NOON) is None


def test_members_cannot_write_in_quiet_hours_and_hosts_can(group, ada, mo):
    room = make_room(group, quiet_from=time(11), quiet_until=time(13), time_zone="Europe/Berlin")  # NOON is 13:00 there
    host = make_host(group)
    early = utc("2026-11-22 11:59")

    with pytest.raises(PermissionDenied, match=r"Quiet hours until 13:00 \(Europe/Berlin\)"):
        make_message(room, ada, now=early)
    make_message(room, host, now=early)
    make_message(room, mo, now=early)
    make_message(room, ada, now=NOON)

    assert room.messages.count() == 3


def test_open_pages_are_told_once_when_quiet_hours_begin_and_end(group):
    room = make_room(group, quiet_from=time(11), quiet_until=time(13))
    make_room(group, slug="never-quiet")
    told = []

    for moment in ("10:59", "11:00", "11:05", "13:00", "13:05"):
        told.append(actions.tell_quiet_hours(now=utc(f"2026-11-22 {moment}")))

    assert told == [0, 1, 0, 1, 0]
    assert list(room.events.order_by("seq").values_list("seq", "kind")) == [(1, "closed"), (2, "opened")]


def test_quiet_hours_that_end_do_not_open_a_closed_room(group):
    room = make_room(group, quiet_from=time(11), quiet_until=time(13), is_open=False)

    actions.tell_quiet_hours(now=utc("2026-11-22 11:00"))
    actions.tell_quiet_hours(now=utc("2026-11-22 13:00"))

    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["closed", "closed"]


@time_machine.travel(NOON)  # not in the second that is outside
def test_page_says_when_quiet_hours_end(client, group, ada):
    room = make_room(group, quiet_from=time(0), quiet_until=time(23, 59, 59))
    make_message(room, make_host(group), body="Good night.")
    client.force_login(ada)

    page = client.get(room.get_absolute_url()).content.decode()

    assert page.count("Quiet hours until 23:59 (UTC). You can read what was said.") == 2  # above and below
    assert "Good night." in page
    assert "data-room-composer" not in page
