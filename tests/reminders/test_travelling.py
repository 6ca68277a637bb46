"""The member's own zone changes: asked once, both answers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.accounts.actions import choose_time_zone
from community.reminders import actions
from community.reminders.models import Wishes
from community.reminders.schedule import Unit
from tests.reminders.factories import fresh, make_reminder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NINE_IN_BERLIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
NINE_IN_VANCOUVER = datetime(2026, 11, 24, 16, tzinfo=UTC)  # by the rules of 2026: UTC-7 all year
ASKS = b"You are in another time zone"


@pytest.fixture
def page(client, ada, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(ada)
    return client


def flies(member, zone="America/Vancouver"):
    choose_time_zone(member, time_zone=zone)


def test_at_home_nothing_is_asked(page, ada):
    make_reminder(ada, now=NOW)

    assert ASKS not in page.get("/reminders/").content


def test_keep_home_time_moves_nothing_and_is_asked_once(page, ada):
    reminder = make_reminder(ada, now=NOW)
    flies(ada)
    assert ASKS in page.get("/reminders/").content

    for _ in range(2):
        assert page.post("/reminders/zone/keep/").status_code == 302

    assert (fresh(reminder).time_zone, fresh(reminder).next_due_at) == ("Europe/Berlin", NINE_IN_BERLIN)
    assert ASKS not in page.get("/reminders/").content
    flies(ada, "Asia/Tokyo")
    assert ASKS in page.get("/reminders/").content


def test_follow_me_keeps_the_time_on_the_wall_and_is_asked_once(page, ada):
    reminder, there = make_reminder(ada, now=NOW), make_reminder(ada, time_zone="Asia/Tokyo", now=NOW)
    flies(ada)

    for _ in range(2):
        assert page.post("/reminders/zone/follow/").status_code == 302

    assert (fresh(reminder).time_zone, fresh(reminder).next_due_at) == ("America/Vancouver", NINE_IN_VANCOUVER)
    assert fresh(reminder).local_time == time(9)
    assert (fresh(there).time_zone, fresh(there).next_due_at) == ("Asia/Tokyo", there.next_due_at)
    assert ASKS not in page.get("/reminders/").content
    flies(ada, "Europe/Berlin")
    assert ASKS in page.get("/reminders/").content


def test_what_rests_follows_without_ringing(ada):
    reminder = make_reminder(ada, now=NOW)
    actions.pause_reminder(reminder=reminder, member=ada, now=NOW)
    flies(ada)

    actions.follow_member(member=ada, now=NOW)

    assert (fresh(reminder).time_zone, fresh(reminder).next_due_at) == ("America/Vancouver", None)


def test_what_has_passed_here_rings_at_once(ada):
    reminder = make_reminder(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23), local_time=time(15), now=NOW)
    flies(ada, "Asia/Tokyo")

    actions.follow_member(member=ada, now=NOW)

    assert actions.fire(fresh(reminder), now=NOW).due_at == datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_what_has_rung_does_not_ring_again(ada):
    reminder = make_reminder(ada, more_times=(time(10),), now=NOW)
    nine = actions.fire(reminder, now=NINE_IN_BERLIN)
    flies(ada, "Europe/Athens")  # where ten is nine in Berlin

    actions.follow_member(member=ada, now=NINE_IN_BERLIN + timedelta(minutes=1))

    assert nine.due_at == NINE_IN_BERLIN
    assert fresh(reminder).next_due_at == NINE_IN_BERLIN + timedelta(hours=23)


def test_hours_after_an_answer_are_hours_everywhere(ada):
    reminder = make_reminder(ada, unit=Unit.AFTER_HOURS, starts_on=date(2026, 11, 24), now=NOW)
    flies(ada)

    actions.follow_member(member=ada, now=NOW)

    assert fresh(reminder).next_due_at == NINE_IN_BERLIN


def test_a_move_goes_along(ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 24), now=NOW)
    actions.move_next(reminder=reminder, member=ada, to=NINE_IN_BERLIN + timedelta(days=1), now=NOW)
    flies(ada)

    actions.follow_member(member=ada, now=NOW)

    assert fresh(reminder).next_due_at == NINE_IN_VANCOUVER + timedelta(days=1)
    assert fresh(reminder).moved_from == NINE_IN_VANCOUVER


def test_nothing_is_asked_without_reminders_or_by_others(page, ada, bo):
    make_reminder(bo, now=NOW)
    flies(ada)

    page.post("/reminders/zone/follow/")

    assert ASKS not in page.get("/reminders/").content
    assert Wishes.objects.get().owner == bo
