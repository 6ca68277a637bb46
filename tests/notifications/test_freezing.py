"""After a restore no mail goes out until somebody says which of them nobody can have got before."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from community.notifications.actions import (
    claim_due,
    freeze_mail,
    notify,
    put_in_outbox,
    release_mail,
    sort_frozen,
)
from community.notifications.letters import Letter
from community.notifications.models import Delivery, MailFreeze
from community.notifications.tasks import send_due_deliveries
from tests.factories import make_user

HOUR = timedelta(hours=1)


@pytest.fixture
def now(db):
    return timezone.now()


@pytest.fixture
def frozen(now):
    """An hour ago, with a backup of yesterday."""
    freeze_mail(backup_at=now - 24 * HOUR, now=now - HOUR)


def tell(member, at, **more):
    return notify(recipient=member, kind="reply", text="Bo replied", url="/groups/", now=at, **more)


def test_nothing_leaves_a_frozen_outbox_not_even_codes(frozen, ada, now):
    tell(ada, now)
    put_in_outbox(Letter(to_address="new@members.example", subject="Code", text="123", html=""), now=now)

    assert send_due_deliveries() == 0
    assert claim_due(now=now) == []
    assert mail.outbox == []
    assert Delivery.objects.waiting().count() == 2


def test_old_mails_stay_and_new_ones_go(frozen, ada, now):
    tell(ada, now - 2 * HOUR)  # before the restore: the lost site may have sent it
    tell(ada, now - 10 * HOUR, key="meeting-1", due_at=now - 3 * HOUR, useful_until=now - 2 * HOUR)
    new = tell(ada, now, key="thread-9")

    numbers = release_mail(alive_until=now - HOUR, now=now)
    send_due_deliveries()

    assert (numbers.late, numbers.doubtful, numbers.go) == (1, 1, 1)
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [new.delivery.message_id]
    dropped = Delivery.objects.exclude(dropped_at=None).values_list("why", "text")
    assert sorted(dropped) == [("late", ""), ("restored", "")]
    assert not MailFreeze.objects.in_force().exists()


def test_what_tells_of_a_moment_before_the_restore_may_have_been_sent(frozen, ada, now):
    """A reminder that fires late is due when it fires, and tells of when it should have."""
    notify(recipient=ada, kind="reminder", text="x", url="/reminders/", due_at=now - 2 * HOUR, now=now)
    Delivery.objects.update(due_at=now)

    assert sort_frozen(alive_until=now - HOUR, now=now).doubtful == 1


def test_mails_put_off_beyond_the_restore_were_not_sent(frozen, ada, now):
    tell(ada, now - 10 * HOUR)
    Delivery.objects.update(due_at=now + HOUR)

    assert release_mail(alive_until=now - HOUR, now=now).go == 1


def test_who_knows_when_the_lost_site_stopped_sends_the_rest(frozen, ada, now):
    tell(ada, now - 2 * HOUR)

    said = call("release_mail", "--yes", "--alive-until", f"{now - 3 * HOUR:%Y-%m-%dT%H:%M}")
    send_due_deliveries()

    assert "Goes out: 1" in said
    assert len(mail.outbox) == 1


def call(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_looking_changes_nothing(frozen, ada, now):
    tell(ada, now - 2 * HOUR)

    assert "perhaps sent before, not sent: 1" in call("release_mail", "--dry-run")
    assert MailFreeze.objects.in_force().exists()


def test_nothing_to_release(db):
    assert call("release_mail") == "Mail is not frozen. Nothing to do.\n"


@pytest.mark.parametrize(
    ("moment", "why"),
    [("soon", "no moment"), ("2026-13-45", "no moment"), ("2999-01-01T00:00", "an earlier moment")],
)
def test_a_moment_that_cannot_be_is_refused(frozen, moment, why):
    with pytest.raises(CommandError, match=why):
        call("release_mail", "--yes", "--alive-until", moment)
    assert MailFreeze.objects.in_force().exists()


def test_nobody_there_to_be_asked(frozen, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(""))
    with pytest.raises(CommandError, match="Add --yes"):
        call("release_mail")


@pytest.mark.parametrize(("answer", "is_frozen"), [("yes\n", False), ("YES\n", False), ("y\n", True), ("\n", True)])
def test_only_yes_is_yes(frozen, monkeypatch, answer, is_frozen):
    monkeypatch.setattr("sys.stdin", StringIO(answer))
    call("release_mail")

    assert MailFreeze.objects.in_force().exists() is is_frozen


def test_another_restore_freezes_anew(frozen, now):
    freeze_mail(backup_at=now, now=now)

    assert MailFreeze.objects.in_force().get().frozen_at == now


def test_health_tells_it(frozen, client, ada, now):
    tell(ada, now - 2 * HOUR)

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["status"]) == (200, "mail is frozen after a restore")


def test_superusers_read_it_on_every_page_and_nobody_else_does(frozen, client, ada):
    boss = make_user("Boss", is_superuser=True, is_staff=True)
    pages = {}
    for member in (ada, boss):
        client.force_login(member)
        pages[member] = client.get("/groups/").content.decode()
    listed = client.get("/admin/notifications/delivery/").content.decode()

    assert "No mail goes out since a backup was restored" in pages[boss]
    assert "release_mail" in pages[boss]
    assert "release_mail" not in pages[ada]
    assert "release_mail" in listed


def test_once_released_nobody_is_told(frozen, client, now):
    release_mail(alive_until=now - HOUR, now=now)
    client.force_login(make_user("Boss", is_superuser=True))

    assert "release_mail" not in client.get("/groups/").content.decode()
