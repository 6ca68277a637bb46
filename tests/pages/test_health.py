from datetime import timedelta

from django.utils import timezone

from community.notifications.actions import notify
from community.notifications.models import Delivery


def test_live_asks_nobody(client):
    assert client.get("/health/live/").json() == {"status": "ok"}


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
