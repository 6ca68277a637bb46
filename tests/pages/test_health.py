from datetime import timedelta

from django.db import OperationalError, connection
from django.utils import timezone

from community.notifications.actions import notify
from community.notifications.models import Delivery
from community.reminders.actions import fire
from community.reminders.models import Occurrence, Reminder
from tests.reminders.factories import make_reminder

HEALTHY = {"status": "ok", "oldest_due_mail_seconds": 0}


def test_live_asks_nobody(client):
    assert client.get("/health/live/").json() == {"status": "ok"}


def refuse(*_query):
    raise OperationalError("connection refused")


def test_without_a_database_a_process_is_not_ready_and_alive_all_the_same(client, ada):
    """So the proxy asks another one, and nothing starts this one anew for what it cannot help."""
    with connection.execute_wrapper(refuse):
        answer = client.get("/health/ready/")
        assert (answer.status_code, answer.json()) == (503, {"status": "database unreachable"})
        assert client.get("/health/live/").status_code == 200
    assert client.get("/health/ready/").status_code == 200


def test_ready_when_mail_flows(client, ada):
    notify(recipient=ada, kind="reply", text="Bo replied", url="/groups/", now=timezone.now())

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_late_mail_is_told_and_takes_no_page_away(client, ada):
    notify(recipient=ada, kind="reply", text="Bo replied", url="/groups/", now=timezone.now() - timedelta(minutes=5))

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["status"]) == (200, "mail is late")
    assert response.json()["oldest_due_mail_seconds"] >= 300


def test_mail_that_is_put_off_again_and_again_is_late_too(client, ada):
    notify(recipient=ada, kind="reply", text="Bo replied", url="/groups/", now=timezone.now() - timedelta(minutes=5))
    Delivery.objects.update(attempts=2, due_at=timezone.now() + timedelta(hours=1))

    assert client.get("/health/ready/").json()["status"] == "mail is late"


def test_dropped_mails_do_not_count(client, ada):
    notify(recipient=ada, kind="reply", text="Bo replied", url="/groups/", now=timezone.now() - timedelta(minutes=5))
    Delivery.objects.update(dropped_at=timezone.now())

    assert client.get("/health/ready/").status_code == 200


def falls_due(reminder, ago):
    Reminder.objects.filter(pk=reminder.pk).update(next_due_at=timezone.now() - timedelta(seconds=ago))
    reminder.refresh_from_db()
    return reminder


def test_reminder_that_does_not_ring_is_told_before_there_is_any_mail(client, ada, time_machine):
    """While beat or Redis is away no mail is even written."""
    time_machine.move_to(timezone.now(), tick=False)
    reminder = falls_due(make_reminder(ada, title="Prednisolone", now=timezone.now()), 130)

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()) == (200, HEALTHY | {"status": "reminders are late"})
    fire(reminder, now=timezone.now())
    assert client.get("/health/ready/").json() == HEALTHY


def test_reminder_that_was_put_off_and_does_not_come_again_is_told_too(client, ada):
    fire(falls_due(make_reminder(ada, now=timezone.now()), 10), now=timezone.now())
    Occurrence.objects.update(ring_at=timezone.now() - timedelta(seconds=130))

    assert client.get("/health/ready/").json()["status"] == "reminders are late"


def test_reminder_may_take_some_ticks(client, ada):
    falls_due(make_reminder(ada, now=timezone.now()), 100)

    assert client.get("/health/ready/").json() == HEALTHY


def test_a_look_costs_four_queries(client, ada, django_assert_num_queries):
    falls_due(make_reminder(ada, now=timezone.now()), 10)

    with django_assert_num_queries(4):  # freeze, oldest mail, reminders due, those to ring again
        client.get("/health/ready/")
