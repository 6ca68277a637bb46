from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.core.turns import Turn
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from community.reminders import tasks
from community.reminders.models import Occurrence, Reminder
from community.reminders.tasks import FIRE_TASK, fire_due_reminders, ring_again
from tests.reminders.factories import NINE, make_reminder

CANARY = "Xyloquat"


@pytest.fixture
def at_nine(time_machine):
    time_machine.move_to(NINE, tick=False)
    return time_machine


def test_beat_knows_the_task_by_its_name():
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert fire_due_reminders.name == FIRE_TASK
    assert fire_due_reminders.name in names
    assert fire_due_reminders.name in current_app.tasks


def test_the_mail_of_a_due_reminder_goes_out_exactly_once(ada, at_nine):
    make_reminder(ada)

    assert [fire_due_reminders(), fire_due_reminders()] == [1, 0]
    assert [send_due_deliveries(), send_due_deliveries()] == [1, 0]

    assert [message.to for message in mail.outbox] == [[ada.email]]


def test_the_mail_is_neutral_and_in_the_owners_own_time(ada, at_nine):
    make_reminder(ada, title=CANARY, note=CANARY)

    fire_due_reminders()
    send_due_deliveries()

    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    assert letter.subject == "A reminder for you · Steadfold"
    for body in (letter.body, html):
        assert "You have a reminder due at 09:00 on 23 November 2026." in body
        assert f"{settings.BASE_URL}/reminders/" in body
    assert CANARY not in letter.message().as_string()


def test_the_title_stays_out_of_outbox_notices_and_logs(ada, at_nine, caplog):
    caplog.set_level("DEBUG")
    make_reminder(ada, title=CANARY, note=CANARY)
    make_reminder(ada, title=CANARY, note=CANARY)
    Reminder.objects.filter(pk=Reminder.objects.first().pk).update(time_zone="Nowhere/Place")

    fire_due_reminders()
    delivery, notice = Delivery.objects.get(), ada.notifications.get()
    rows = [*vars(delivery).values(), *vars(notice).values()]
    send_due_deliveries()

    assert CANARY not in str(rows)
    assert CANARY not in caplog.text
    assert "did not fire" in caplog.text


def test_one_bad_reminder_does_not_silence_the_rest(ada, at_nine, caplog):
    bad, good = make_reminder(ada), make_reminder(ada)
    Reminder.objects.filter(pk=bad.pk).update(time_zone="Nowhere/Place", next_due_at=datetime(2026, 11, 1, tzinfo=UTC))

    assert fire_due_reminders() == 1

    assert [occurrence.reminder for occurrence in Occurrence.objects.all()] == [good]
    assert f"Reminder {bad.pk} did not fire: ZoneInfoNotFoundError" in caplog.text
    assert Reminder.objects.get(pk=bad.pk).next_due_at is not None


def test_one_bad_reminder_keeps_no_other_from_ringing_again(ada, at_nine, caplog):
    bad, good = make_reminder(ada, repeat_minutes=30), make_reminder(ada, repeat_minutes=30)
    fire_due_reminders()
    Occurrence.objects.update(ring_at=NINE)
    Reminder.objects.filter(pk=bad.pk).update(time_zone="Nowhere/Place")

    assert ring_again() == 1

    assert [occurrence.reminder for occurrence in Occurrence.objects.filter(repeats=1)] == [good]
    assert "did not fire: ZoneInfoNotFoundError" in caplog.text


def test_what_stands_behind_a_broken_batch_rings_again_all_the_same(ada, at_nine, monkeypatch):
    bad, good = make_reminder(ada, repeat_minutes=30), make_reminder(ada, repeat_minutes=30)
    fire_due_reminders()
    Occurrence.objects.filter(reminder=bad).update(ring_at=NINE - timedelta(minutes=1))
    Occurrence.objects.filter(reminder=good).update(ring_at=NINE)
    Reminder.objects.filter(pk=bad.pk).update(time_zone="Nowhere/Place")
    monkeypatch.setattr(tasks, "BATCH", 1)

    assert ring_again() == 1

    assert [occurrence.reminder for occurrence in Occurrence.objects.filter(repeats=1)] == [good]


def test_a_worker_that_stops_fires_no_more_and_asks_for_another_run(
    ada, at_nine, monkeypatch, django_capture_on_commit_callbacks
):
    make_reminder(ada)
    monkeypatch.setattr(Turn, "stopping", True)

    with django_capture_on_commit_callbacks() as asked:
        assert fire_due_reminders() == 0

    assert [call.args for call in asked] == [(FIRE_TASK,)]
    assert Reminder.objects.due(NINE).exists()


def test_nothing_due_costs_one_query(ada, time_machine):
    make_reminder(ada)
    time_machine.move_to(datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC), tick=False)

    with CaptureQueriesContext(connection) as queries:
        assert fire_due_reminders() == 0

    assert len(queries) == 1
