"""What is past its time is erased, once, and nothing else is."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from community.accounts.models import User
from community.core.turns import Turn
from community.digests.models import Digest
from community.groups.models import JoinRequest
from community.notifications.models import Delivery, Notification
from community.privacy import actions
from community.privacy.actions import keep_periods, rows_over
from community.privacy.models import RetentionRun
from community.privacy.retention import Sweep, sweeps
from community.privacy.tasks import keep_periods as nightly
from tests.concurrency import at_once
from tests.factories import NOON
from tests.forum.factories import make_thread
from tests.privacy.old_things import MAKERS, delivery, digest, notice, shift

DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
SWEEPS = {sweep.name: sweep for sweep in sweeps()}


@pytest.fixture
def cast(ada, bo, mo, eve, group):
    return SimpleNamespace(ada=ada, bo=bo, mo=mo, eve=eve, group=group)


def keep(now=NOON):
    return keep_periods(now=now, turn=Turn())


def test_there_is_a_row_for_every_sweep():
    assert set(MAKERS) == set(SWEEPS)


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_past_its_time_goes_and_what_is_not_stays(cast, name):
    sweep = SWEEPS[name]
    row = MAKERS[name](cast, NOON - sweep.length + MOMENT)

    assert name not in keep().erased
    assert rows_over(sweep, now=NOON + MOMENT).get() == row

    assert keep(NOON + MOMENT).erased[name] == 1
    assert name not in keep(NOON + MOMENT).erased
    assert sweep.blanks == type(row).objects.filter(pk=row.pk).exists()


def test_what_is_blanked_leaves_its_row_as_it_was(cast):
    old, young = delivery(cast, NOON - 90 * DAY), delivery(cast, NOON - 89 * DAY)
    duty = shift(cast, NOON - 30 * DAY)

    keep()

    old.refresh_from_db()
    young.refresh_from_db()
    duty.refresh_from_db()
    assert (old.to_address, old.subject, old.sent_at) == ("", "", NOON - 90 * DAY)
    assert young.to_address == "ada@members.example"
    assert (duty.note, duty.noted_at, duty.ends_at) == ("", None, NOON - 30 * DAY)


def test_what_waits_is_past_nothing(cast):
    asked = JoinRequest.objects.create(group=cast.group, member=cast.eve, created_at=NOON - 4000 * DAY)
    unsent = delivery(cast, NOON - 4000 * DAY)
    Delivery.objects.update(sent_at=None)

    assert keep().number == 0
    assert JoinRequest.objects.get() == asked
    assert Delivery.objects.get(pk=unsent.pk).to_address == "ada@members.example"


def test_with_a_notice_go_its_mail_and_its_summary(cast):
    old = digest(cast, NOON - 400 * DAY).notice
    mail = delivery(cast, NOON - 400 * DAY)
    Delivery.objects.filter(pk=mail.pk).update(notification=old)
    new = notice(cast, NOON - 399 * DAY)

    assert keep().erased == {"notifications.Notification": 1}
    assert list(Notification.objects.all()) == [new]
    assert not Delivery.objects.exists()
    assert not Digest.objects.exists()


def test_many_go_batch_by_batch(cast, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(5):
        notice(cast, NOON - (400 + number) * DAY)

    assert keep().erased == {"notifications.Notification": 5}


def test_two_runs_at_once_erase_each_row_once(transactional_db, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 3)
    ada = User.objects.create_user("Ada")
    about = {"recipient": ada, "kind": "reply", "text": "A reply.", "url": "/unread/"}
    Notification.objects.bulk_create(Notification(created_at=NOON - 401 * DAY, **about) for _ in range(20))

    first, second = at_once(keep, keep)

    assert (first.failed, second.failed) == ([], [])
    assert first.number + second.number == 20
    assert not Notification.objects.exists()
    assert RetentionRun.objects.count() == 2


def test_a_run_whose_turn_is_over_leaves_the_rest_to_the_next(cast):
    notice(cast, NOON - 400 * DAY)

    run = keep_periods(now=NOON, turn=Turn(0))

    assert (run.number, run.is_whole, run.ended_at is None) == (0, False, False)
    assert keep().erased == {"notifications.Notification": 1}


def test_one_table_that_fails_does_not_save_the_others_and_the_log_has_no_words(cast, monkeypatch, caplog):
    make_thread(group=cast.group, author=cast.ada, title="Unspeakable")
    notice(cast, NOON - 400 * DAY)
    protected = Sweep(User, ("id",), ("date_joined",), DAY, blanks=False)
    monkeypatch.setattr(actions, "sweeps", lambda: [protected, *SWEEPS.values()])

    with caplog.at_level(logging.INFO):
        run = keep()

    assert (run.failed, run.erased, run.is_whole) == (["accounts.User"], {"notifications.Notification": 1}, False)
    assert "Retention: 1 erased, 1 failed" in caplog.text
    assert "Unspeakable" not in caplog.text
    assert "Ada" not in caplog.text


def test_the_task_writes_down_what_it_did(cast):
    notice(cast, timezone.now() - 400 * DAY)

    assert nightly() == 1
    run = RetentionRun.objects.get()
    assert (run.erased, run.failed, run.is_whole) == ({"notifications.Notification": 1}, [], True)
    assert run.ended_at >= run.started_at
