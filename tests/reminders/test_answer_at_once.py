"""Two presses on the page of a mail in the same moment: a double tap, or two people who read the same mailbox."""

import pytest
from django.test import Client

from community.notifications.models import Delivery
from community.reminders.answer_links import answer_path
from community.reminders.models import Correction, Occurrence
from community.reminders.schedule import Unit
from tests.concurrency import at_once
from tests.factories import make_user
from tests.reminders.factories import NINE, due, fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def occurrence(time_machine):
    time_machine.move_to(NINE, tick=False)
    return due(make_user("Ada"), repeat_minutes=10)


def press(occurrence, *buttons):
    path = answer_path(occurrence, now=NINE)
    pages = at_once(*[lambda button=button: Client().post(path, {"button": button}) for button in buttons])
    return [page.status_code for page in pages]


@pytest.mark.parametrize("buttons", [("done", "done"), ("done", "skip"), ("skip", "done", "hour", "less")])
def test_one_answer_stands(occurrence, buttons):
    assert set(press(occurrence, *buttons)) == {302}

    answered = fresh(occurrence)
    assert answered.answer in ("done", "skipped")
    assert answered.ring_at is None
    assert (Occurrence.objects.count(), Correction.objects.count()) == (1, 0)
    assert not Delivery.objects.waiting().exists()


def test_what_is_counted_from_the_answer_is_counted_once(time_machine):
    time_machine.move_to(NINE, tick=False)
    occurrence = due(make_user("Ada"), unit=Unit.AFTER_HOURS, interval=8, starts_on=NINE.date())

    press(occurrence, "done", "skip")

    assert (fresh(occurrence).answered_at, fresh(occurrence.reminder).next_due_at.hour) == (NINE, NINE.hour + 8)


def test_an_answer_is_undone_once(occurrence):
    press(occurrence, "done")

    press(occurrence, "undo", "undo")

    assert fresh(occurrence).answered_at is None
    assert Correction.objects.count() == 1
