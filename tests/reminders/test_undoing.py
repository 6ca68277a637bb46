"""An answer given by a slip of the hand, taken back on the page of its mail."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.reminders import actions
from community.reminders.models import Correction, Reminder
from community.reminders.schedule import Unit
from tests.reminders.answering import buttons, press, words
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh

TEN = timedelta(minutes=10)
AT_NINE_FIVE = NINE + timedelta(minutes=5)


def test_nobody_else_takes_back_an_answer(anybody, ada, bo):
    occurrence = due(ada)
    press(anybody, occurrence, "done")

    with pytest.raises(PermissionDenied):
        actions.undo_answer(occurrence=occurrence, member=bo, now=AT_NINE_FIVE)
    with pytest.raises(PermissionDenied):
        actions.tell_once(reminder=occurrence.reminder, member=bo, now=AT_NINE_FIVE)

    assert fresh(occurrence).answer == "done"


def test_paused_meanwhile_it_is_open_again_and_stays_silent(anybody, ada):
    occurrence = due(ada, repeat_minutes=10)
    press(anybody, occurrence, "done")
    actions.pause_reminder(reminder=occurrence.reminder, member=ada, now=AT_NINE_FIVE)

    press(anybody, occurrence, "undo")

    assert (fresh(occurrence).answered_at, fresh(occurrence).ring_at) == (None, None)


def test_a_slip_of_the_hand_is_undone_and_kept(anybody, ada):
    occurrence = due(ada, repeat_minutes=10)
    page = press(anybody, occurrence, "done", follow=True)
    assert buttons(page) == ["undo"]

    for _time in range(2):
        page = press(anybody, occurrence, "undo", follow=True)

    assert "Due today at 09:00" in words(page)
    open_again = fresh(occurrence)
    assert (open_again.answer, open_again.answered_at, open_again.ring_at) == ("", None, AT_NINE_FIVE + TEN)
    was = Correction.objects.get()
    assert (was.answer, was.answered_at, was.changed_at) == ("done", AT_NINE_FIVE, AT_NINE_FIVE)


def put_off_by_hand(occurrence):
    actions.snooze(occurrence=occurrence, member=occurrence.reminder.owner, until=NINE + 3 * ONE_HOUR, now=NINE)
    return NINE + 3 * ONE_HOUR


def put_off_a_little(occurrence):
    actions.snooze(occurrence=occurrence, member=occurrence.reminder.owner, until=NINE + TEN, now=NINE)
    return NINE + TEN


def bad_day(occurrence):
    return actions.start_bad_day(member=occurrence.reminder.owner, now=NINE).bad_day_until


def both(occurrence):
    put_off_by_hand(occurrence)
    return bad_day(occurrence)


@pytest.mark.parametrize("repeat_minutes", [None, 10])
@pytest.mark.parametrize("put_off", [put_off_by_hand, put_off_a_little, bad_day, both])
def test_what_was_put_off_still_comes_when_an_answer_is_undone(anybody, ada, time_machine, put_off, repeat_minutes):
    occurrence = due(ada, unit=Unit.WEEKS, starts_on=NINE.date(), repeat_minutes=repeat_minutes)
    comes_at = put_off(occurrence)
    was_put_off = fresh(occurrence).snoozed_until
    press(anybody, occurrence, "done")

    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    press(anybody, occurrence, "undo")

    assert (fresh(occurrence).ring_at, fresh(occurrence).snoozed_until) == (comes_at, was_put_off)
    assert actions.ring_again(fresh(occurrence), now=comes_at + 2 * ONE_HOUR)


def test_a_bad_day_said_between_answer_and_undo_puts_it_off(anybody, ada):
    can_wait, essential = due(ada, repeat_minutes=10), due(ada, kind="medicine", repeat_minutes=10)
    for occurrence in (can_wait, essential):
        press(anybody, occurrence, "done")
    until = bad_day(can_wait)

    for occurrence in (can_wait, essential):
        press(anybody, occurrence, "undo")

    assert [fresh(occurrence).ring_at for occurrence in (can_wait, essential)] == [until, AT_NINE_FIVE + TEN]


def test_undone_the_rule_that_counts_from_it_waits_again(anybody, ada):
    occurrence = due(ada, unit=Unit.AFTER_HOURS, interval=8, starts_on=date(2026, 11, 23))
    press(anybody, occurrence, "done")
    assert fresh(occurrence.reminder).next_due_at == AT_NINE_FIVE + 8 * ONE_HOUR

    press(anybody, occurrence, "undo")

    assert fresh(occurrence.reminder).waits


def newer_one(occurrence, **_):
    actions.fire(fresh(occurrence.reminder), now=NINE + ONE_DAY)


def ended(occurrence, owner):
    actions.end_reminder(reminder=occurrence.reminder, member=owner, now=AT_NINE_FIVE)


def a_week_later(occurrence, **_):
    Reminder.objects.filter(pk=occurrence.reminder_id).update(next_due_at=NINE + 30 * ONE_DAY)


@pytest.mark.parametrize(
    ("meanwhile", "at"),
    [(newer_one, NINE + ONE_DAY), (ended, AT_NINE_FIVE), (a_week_later, NINE + 7 * ONE_DAY + ONE_HOUR)],
)
def test_what_cannot_be_undone_any_more_stays(anybody, ada, time_machine, meanwhile, at):
    occurrence = due(ada)
    press(anybody, occurrence, "done")
    meanwhile(occurrence, owner=ada)
    time_machine.move_to(at, tick=False)

    page = press(anybody, occurrence, "undo", follow=True)

    assert (fresh(occurrence).answer, buttons(page)) == ("done", [])
