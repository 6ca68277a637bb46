"""A thousand reminders of one minute, while workers are killed and while Redis goes away: no mail is lost."""

import random
import time
from collections import Counter
from datetime import timedelta

import pytest
import redis as redis_py
from django.utils import timezone

from community.notifications.models import Delivery, Notification
from community.reminders.models import Occurrence, Reminder
from tests.faults.machines import Redis, wait_until
from tests.reminders.factories import make_many
from tests.workers.sink import Sink
from tests.workers.staff import Staff

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
REMINDERS, WORKERS, KILLS = 1_000, 4, 10
STEPS = 2 * REMINDERS  # each reminder has to be told of and mailed
PATIENCE = 150  # on a busy machine


@pytest.fixture
def sink():
    with Sink().open() as running:
        yield running


def test_ten_kills_among_four_workers_lose_no_mail_and_repeat_ten_at_most(tmp_path, sink):
    make_many(REMINDERS, due_at=timezone.now() - timedelta(minutes=1))
    moments = sorted(random.sample(range(1, STEPS - 100), KILLS))

    with Staff(tmp_path, sink.url, TEST_EMAIL_TIMEOUT="2").on_duty() as staff:  # so that a lease ends after 16 s
        workers = [staff.hire() for _ in range(WORKERS)]
        for moment in moments:
            wait_until(lambda reached=moment: steps_done(sink) >= reached, PATIENCE)
            staff.kill(workers.pop(random.randrange(WORKERS)))  # noqa: S311
            workers.append(staff.hire())
        assert steps_done(sink) < STEPS
        wait_until(all_is_sent, PATIENCE)

    everybody_was_told_once(sink)
    copies = Counter(sink.taken).values()
    assert sum(copies) - REMINDERS <= KILLS
    assert max(copies) <= 2


def test_redis_that_dies_forgets_everything_and_comes_back_loses_no_mail(tmp_path, sink):
    reminders = make_many(REMINDERS, due_at=timezone.now() - timedelta(minutes=1))
    later = [reminder.pk for reminder in reminders[REMINDERS // 2 :]]
    Reminder.objects.filter(pk__in=later).update(next_due_at=timezone.now() + timedelta(days=1))
    broker = Redis(tmp_path)
    broker.start()
    try:
        with Staff(tmp_path, sink.url, REDIS_URL=broker.url).on_duty() as staff:
            for _ in range(2):
                staff.hire()
            wait_until(lambda: steps_done(sink) > REMINDERS / 4, PATIENCE)
            forget(broker)
            wait_until(lambda: steps_done(sink) > REMINDERS / 2, PATIENCE)
            broker.kill()
            Reminder.objects.filter(pk__in=later).update(next_due_at=timezone.now())
            time.sleep(3)
            broker.start()
            wait_until(all_is_sent, PATIENCE)
            assert [process.poll() for process in staff.processes] == [None] * 3
    finally:
        broker.kill()

    everybody_was_told_once(sink)
    assert set(Counter(sink.taken).values()) == {1}


def forget(broker):
    with redis_py.Redis.from_url(broker.url) as client:
        client.flushall()


def steps_done(sink):
    return Notification.objects.count() + len(set(sink.taken))


def all_is_sent():
    return Delivery.objects.exclude(sent_at=None).count() == REMINDERS


def everybody_was_told_once(sink):
    assert set(sink.taken) == set(Delivery.objects.values_list("message_id", flat=True))
    assert Notification.objects.values("recipient").distinct().count() == REMINDERS
    assert Notification.objects.count() == Occurrence.objects.count() == Delivery.objects.count() == REMINDERS
