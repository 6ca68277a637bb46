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
