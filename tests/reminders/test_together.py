"""Due reminders fire by the handful: in as many queries as one, each exactly once, and one that is broken alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.accounts.models import User
from community.notifications.models import Choice, Delivery, Notification
from community.reminders import actions
from community.reminders.actions import TOGETHER
from community.reminders.models import Occurrence, Reminder
from community.reminders.tasks import fire_due_reminders
from tests.concurrency import at_once
from tests.reminders.factories import NINE, ONE_DAY, make_many, make_reminder

MANY = 2 * TOGETHER + 3


def a_minute_ago():
    return timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("number", [1, 3])
def test_a_handful_costs_the_queries_of_one(db, number, django_assert_num_queries):
    make_many(number, due_at=NINE)

    with django_assert_num_queries(12):  # four of them savepoints
        assert actions.fire_some(now=NINE + ONE_DAY, but=()) == number


def test_unanswered_ones_are_missed_together(db):
    make_many(3, due_at=NINE)
    actions.fire_some(now=NINE + ONE_DAY, but=())
    Reminder.objects.update(next_due_at=NINE + ONE_DAY)

    with CaptureQueriesContext(connection) as queries:
        assert actions.fire_some(now=NINE + 2 * ONE_DAY, but=()) == 3

    assert len(queries) == 15
    assert list(Occurrence.objects.order_by("pk").values_list("answer", flat=True)) == ["missed"] * 3 + [""] * 3
    assert Notification.objects.unread().count() == 3
    assert Delivery.objects.waiting().count() == 3


def test_several_of_one_owner_all_fire(ada):
    for _ in range(3):
        make_reminder(ada)
    Reminder.objects.update(next_due_at=a_minute_ago())

    assert fire_due_reminders() == 3

    assert Delivery.objects.count() == Notification.objects.count() == 3


def test_each_is_told_in_the_way_they_chose(db):
    make_many(4, due_at=NINE)
    app, gone, silent = User.objects.order_by("pk")[1:4]
    Choice.objects.create(member=app, kind="reminder", way="app")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=silent.pk).update(suspended_until=NINE + 9 * ONE_DAY)

    actions.fire_some(now=NINE + ONE_DAY, but=())

    assert Notification.objects.count() == 4
    assert set(Delivery.objects.values_list("notification__recipient__username", flat=True)) == {"Member0", "Member3"}


def test_one_that_is_broken_keeps_none_of_many_from_firing(db, caplog):
    reminders = make_many(MANY, due_at=a_minute_ago() - timedelta(minutes=1))
    broken = reminders[TOGETHER // 2]
    Reminder.objects.filter(pk=broken.pk).update(time_zone="Nowhere/Place")

    assert fire_due_reminders() == MANY - 1

    assert list(Reminder.objects.due(timezone.now())) == [broken]
    assert caplog.text.count("did not fire") == 1


def test_those_behind_a_handful_of_broken_ones_fire_all_the_same(db, caplog):
    reminders = make_many(MANY, due_at=a_minute_ago() - timedelta(minutes=1))
    broken = [reminder.pk for reminder in reminders[: TOGETHER + 1]]
    Reminder.objects.filter(pk__in=broken).update(time_zone="Nowhere/Place")

    assert [fire_due_reminders(), fire_due_reminders()] == [MANY - len(broken), 0]

    assert set(Reminder.objects.due(timezone.now()).values_list("pk", flat=True)) == set(broken)
    assert caplog.text.count("did not fire") == 2 * len(broken)


@pytest.mark.django_db(transaction=True)
def test_four_workers_fire_each_once():
    make_many(MANY, due_at=a_minute_ago() - timedelta(minutes=1))

    fired = at_once(*[fire_due_reminders] * 4)

    assert sum(fired) == MANY
    assert Occurrence.objects.count() == Notification.objects.count() == Delivery.objects.count() == MANY
