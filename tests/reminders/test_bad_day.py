"""A bad day: one button, one undo, and it ends by itself."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.kinds import Kind
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from community.reminders.tasks import fire_due_reminders, ring_again
from tests.concurrency import while_held
from tests.factories import make_user
from tests.reminders.factories import ONE_DAY, fresh, make_reminder

TEN = datetime(2026, 11, 23, 9, tzinfo=UTC)  # 10:00 in Berlin, a Monday
BACK = datetime(2026, 11, 24, 8, tzinfo=UTC)
AT_15 = {"local_time": time(15), "starts_on": date(2026, 11, 23)}


@pytest.mark.parametrize("kind", [Kind.TREATMENT, Kind.APPOINTMENT, Kind.MEDICINE])
def test_what_is_essential_stays(ada, kind):
    reminder = make_reminder(ada, kind=kind, **AT_15)

    actions.start_bad_day(member=ada, now=TEN)

    assert fresh(reminder).next_due_at == TEN + timedelta(hours=5)


@pytest.mark.parametrize("kind", [Kind.ROUTINE, Kind.MEETING, Kind.OWN])
@pytest.mark.parametrize(
    ("rule", "comes"),
    [({"unit": Unit.ONCE}, BACK), ({"unit": Unit.WEEKS}, BACK), ({}, TEN + timedelta(hours=29))],
    ids=["once", "weekly", "daily"],
)
def test_what_can_wait_comes_tomorrow_by_itself(page, ada, time_machine, kind, rule, comes):
    reminder = make_reminder(ada, kind=kind, **AT_15, **rule)

    for _ in range(2):  # a double click
        assert page.post("/reminders/bad-day/").status_code == 302
    time_machine.move_to(TEN + timedelta(hours=10), tick=False)
    assert fire_due_reminders() == 0

    time_machine.move_to(comes, tick=False)
    assert b"A bad day. What can wait" not in page.get("/reminders/").content
    assert fire_due_reminders() == 1
    assert Occurrence.objects.get().due_at == comes
    following = {"once": None, "weeks": TEN + timedelta(days=7, hours=5), "days": comes + ONE_DAY}
    assert fresh(reminder).next_due_at == following[reminder.unit]


def test_the_undo_is_exact(page, ada):
    plain, moved = make_reminder(ada, **AT_15), make_reminder(ada, unit=Unit.WEEKS, **AT_15)
    actions.move_next(reminder=moved, member=ada, to=TEN + timedelta(hours=2), now=TEN)
    before = list(Reminder.objects.order_by("pk").values())

    page.post("/reminders/bad-day/")
    assert fresh(plain).next_due_at > BACK
    content = page.get("/reminders/").content
    assert b"A bad day. What can wait comes back by itself on Tuesday 24 November, 09:00." in content
    for _ in range(2):
        assert page.post("/reminders/bad-day/undo/").status_code == 302

    assert list(Reminder.objects.order_by("pk").values()) == before
    assert b"Today is a bad day" in page.get("/reminders/").content


def test_what_is_due_already_waits_as_well_and_rings_tomorrow(ada, time_machine):
    occurrence = actions.fire(make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23)), now=TEN)

    actions.start_bad_day(member=ada, now=TEN)
    assert not Delivery.objects.waiting().exists()
    assert not ada.notifications.unread().exists()

    time_machine.move_to(BACK, tick=False)
    assert ring_again() == 1
    assert list(Occurrence.objects.open()) == [occurrence]


def test_undone_it_lies_there_as_before(ada):
    occurrence = actions.fire(make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23)), now=TEN)

    actions.start_bad_day(member=ada, now=TEN)
    actions.undo_bad_day(member=ada, now=TEN)

    assert (fresh(occurrence).ring_at, fresh(occurrence).snoozed_until) == (None, None)
    assert list(Occurrence.objects.open()) == [occurrence]


def test_undone_what_was_put_off_until_evening_still_comes_then(ada):
    occurrence = actions.fire(make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23)), now=TEN)
    evening = TEN + timedelta(hours=8)
    actions.snooze(occurrence=occurrence, member=ada, until=evening, now=TEN)

    actions.start_bad_day(member=ada, now=TEN)
    assert fresh(occurrence).ring_at == BACK
    actions.undo_bad_day(member=ada, now=TEN)

    assert (fresh(occurrence).ring_at, fresh(occurrence).snoozed_until) == (evening, evening)


def test_undone_what_is_told_until_it_is_answered_is_told_again(ada):
    rule = {"unit": Unit.WEEKS, "starts_on": date(2026, 11, 23), "repeat_minutes": 30}
    occurrence = actions.fire(make_reminder(ada, **rule), now=TEN)

    actions.start_bad_day(member=ada, now=TEN)
    actions.undo_bad_day(member=ada, now=TEN)

    assert fresh(occurrence).ring_at == TEN + timedelta(minutes=30)


def test_what_came_due_meanwhile_rings_after_the_undo(ada, time_machine):
    make_reminder(ada, **AT_15)
    actions.start_bad_day(member=ada, now=TEN)

    later = TEN + timedelta(hours=6)
    actions.undo_bad_day(member=ada, now=later)

    time_machine.move_to(later, tick=False)
    assert fire_due_reminders() == 1
    assert Occurrence.objects.get().due_at == TEN + timedelta(hours=5)


def test_what_is_paused_stays_silent_and_what_was_put_off_in_spite_of_that_waits(ada):
    weekly = {"unit": Unit.WEEKS, "starts_on": date(2026, 11, 23)}
    silent, put_off = (actions.fire(make_reminder(ada, **weekly), now=TEN) for _ in range(2))
    for occurrence in (silent, put_off):
        actions.pause_reminder(reminder=occurrence.reminder, member=ada, now=TEN)
    actions.snooze(occurrence=put_off, member=ada, until=TEN + timedelta(hours=1), now=TEN)

    actions.start_bad_day(member=ada, now=TEN)

    assert [fresh(occurrence).ring_at for occurrence in (silent, put_off)] == [None, BACK]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("press", [actions.start_bad_day, actions.undo_bad_day])
def test_what_is_answered_in_the_same_moment_keeps_its_answer(press):
    ada = make_user("Ada")
    weekly = {"unit": Unit.WEEKS, "starts_on": date(2026, 11, 23), "repeat_minutes": 30}
    occurrence = actions.fire(make_reminder(ada, **weekly), now=TEN)
    if press == actions.undo_bad_day:
        actions.start_bad_day(member=ada, now=TEN)
    done = {"occurrence": occurrence, "member": ada, "answer": Occurrence.Answer.DONE, "now": TEN}

    with while_held(lambda: actions.answer(**done), lambda: press(member=ada, now=TEN)):
        pass

    assert (fresh(occurrence).answer, fresh(occurrence).ring_at) == ("done", None)


def test_a_second_press_reads_and_locks_in_two_queries(ada, django_assert_num_queries):
    actions.start_bad_day(member=ada, now=TEN)

    with django_assert_num_queries(4):  # two of them a savepoint; the member, then their wishes
        actions.start_bad_day(member=ada, now=TEN)


def test_the_bad_day_of_one_is_not_that_of_another(ada, bo):
    other = make_reminder(bo, **AT_15)

    actions.start_bad_day(member=ada, now=TEN)

    assert fresh(other).next_due_at == TEN + timedelta(hours=5)


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.post("/reminders/bad-day/").status_code == 302
    assert client.get("/reminders/bad-day/").status_code in (302, 405)
