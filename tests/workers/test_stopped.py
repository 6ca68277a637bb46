"""SIGTERM in the middle of the work, as every deploy sends it: the worker ends what is in its hands, hands back what it
has claimed, and is gone long before the supervisor would kill it. The next one goes on at once and repeats nothing.
"""

import subprocess
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from community.core.supervisor import Supervisor
from community.notifications.actions import notify
from community.notifications.models import Delivery, Notification
from community.reminders.actions import TOGETHER
from tests.factories import make_user
from tests.reminders.factories import make_many
from tests.workers.staff import wait_until

MAILS, MEMBERS = 120, 3 * TOGETHER
SECONDS = Supervisor([], print, lambda: None).patience / 2  # the mails alone would take twice as long


def write_mail(member, number):
    when = timezone.now() - timedelta(seconds=MAILS - number)
    return notify(
        recipient=member, kind="reply", text="Bo replied", url="/posts/1/", key=f"{number}", now=when
    ).delivery


def test_a_worker_that_is_stopped_finishes_its_mail_and_hands_back_the_others(staff, sink):
    member = make_user("Ada")
    ids = {write_mail(member, number).message_id for number in range(MAILS)}
    sink.pace = 0.3

    first = staff.hire()
    wait_until(lambda: len(sink.taken) >= 5)
    assert staff.stop(first) < SECONDS

    assert len(sink.taken) < MAILS / 2
    assert set(Delivery.objects.exclude(sent_at=None).values_list("message_id", flat=True)) == set(sink.taken)
    assert not Delivery.objects.exclude(lease=None).exists()

    sink.pace = 0.0
    staff.hire()
    wait_until(lambda: not Delivery.objects.waiting().exists())
    assert Counter(sink.taken) == dict.fromkeys(ids, 1)


def test_a_worker_that_is_stopped_fires_no_further_reminder(staff, sink):
    make_many(MEMBERS, due_at=timezone.now() - timedelta(minutes=2))

    with staff.stuck_over("reminder.html") as letter:
        first = staff.hire()
        wait_until(letter.is_awaited)
        first.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            first.wait(1)  # it leaves nobody half told
    assert first.wait(SECONDS) == 0
    told = Notification.objects.count()
    assert told in (TOGETHER, 2 * TOGETHER)  # a whole handful for one thread of the worker, or for both

    staff.hire()
    wait_until(lambda: Delivery.objects.exclude(sent_at=None).count() == MEMBERS)
    assert Notification.objects.values("recipient").distinct().count() == Notification.objects.count() == MEMBERS
    assert sorted(sink.taken) == sorted(Delivery.objects.values_list("message_id", flat=True))
