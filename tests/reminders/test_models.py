from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction

from community.reminders.models import Occurrence, Reminder
from tests.factories import NOON
from tests.reminders.factories import make_reminder


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"time_zone": ""},
        {"unit": "hours"},
        {"interval": 0},
        {"interval": 121},
        {"unit": "once", "interval": 2},
        {"weekdays": "MO"},
        {"month_days": "1"},
        {"count": 0},
        {"count": 1001},
        {"until": date(2026, 10, 31)},
        {"unit": "once", "more_times": "13:00"},
        {"unit": "once", "count": 1},
        {"starts_on": date(1999, 12, 31)},
        {"starts_on": date(2200, 1, 1)},
        {"paused_at": NOON},
        {"ended_at": NOON},
        {"next_due_at": None, "paused_at": NOON, "ended_at": NOON},
    ],
    ids=str,
)
def test_a_reminder_that_makes_no_sense_is_refused_by_the_database(ada, change):
    reminder = make_reminder(ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.filter(pk=reminder.pk).update(**change)


@pytest.mark.parametrize(
    "change",
    [{"answer": "done"}, {"answered_at": NOON}, {"answer": "perhaps", "answered_at": NOON}],
    ids=str,
)
def test_an_answer_and_its_moment_come_together(ada, change):
    occurrence = make_reminder(ada).occurrences.create(due_at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=occurrence.pk).update(**change)


def test_a_reminder_has_one_open_occurrence_at_most(ada):
    reminder = make_reminder(ada)
    reminder.occurrences.create(due_at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.occurrences.create(due_at=NOON + timedelta(days=1))


def test_a_moment_happens_once(ada):
    reminder = make_reminder(ada)
    reminder.occurrences.create(due_at=NOON, answer="done", answered_at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.occurrences.create(due_at=NOON)


def test_names_tell_nothing_and_the_admin_knows_no_reminders(ada):
    reminder = make_reminder(ada, title="Canary", note="Canary")
    occurrence = reminder.occurrences.create(due_at=NOON)

    names = f"{reminder} {reminder!r} {occurrence} {occurrence!r} {occurrence.key} {reminder.get_absolute_url()}"
    assert "Canary" not in names
    assert not {Reminder, Occurrence} & set(admin.site._registry)
