from datetime import UTC, date, datetime, time, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from community.notifications.models import Delivery, Notification
from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Schedule, Unit
from tests.factories import NOON, make_user
from tests.reminders.factories import NINE, ONE_DAY, make_reminder

Answer = Occurrence.Answer


def answers(reminder):
    return list(reminder.occurrences.order_by("due_at").values_list("due_at", "answer"))


def test_a_reminder_knows_its_first_moment(ada):
    reminder = make_reminder(
        ada,
        starts_on=date(2026, 12, 3),
        local_time=time(9),
        time_zone="America/Vancouver",
        unit=Unit.WEEKS,
        interval=12,
    )

    assert reminder.owner == ada
    assert reminder.next_due_at == datetime(2026, 12, 3, 16, tzinfo=UTC)
    assert reminder.sentence == "Every 12 weeks at 09:00, starting 3 December 2026"


def test_a_reminder_that_would_never_come_is_refused(ada):
    with pytest.raises(actions.NothingAhead):
        make_reminder(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 22), local_time=time(12, 59))

    assert not Reminder.objects.exists()


def test_fire_makes_one_occurrence_a_notice_and_a_mail(ada):
    reminder = make_reminder(ada)

    occurrence = actions.fire(reminder, now=NINE)

    reminder.refresh_from_db()
    notice = ada.notifications.get()
    assert (occurrence.due_at, reminder.next_due_at) == (NINE, NINE + ONE_DAY)
    assert (notice.kind, notice.text, notice.url) == ("reminder", "You have a reminder due at 09:00.", "/reminders/")
    assert Delivery.objects.get().notification == notice


def test_two_workers_fire_one_occurrence(ada):
    reminder = make_reminder(ada)
    stale = Reminder.objects.get(pk=reminder.pk)

    assert actions.fire(reminder, now=NINE) is not None
    assert actions.fire(stale, now=NINE) is None
    assert reminder.occurrences.count() == 1
    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_the_same_moment_fire_one_occurrence():
    reminder = make_reminder(make_user("Ida"))
    fired = []

    def work():
        fired.append(actions.fire(Reminder.objects.get(pk=reminder.pk), now=NINE))
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [occurrence is None for occurrence in fired].count(False) == 1
    assert (Occurrence.objects.count(), Notification.objects.count(), Delivery.objects.count()) == (1, 1, 1)


def test_the_stale_row_of_a_late_worker_does_not_fire_tomorrows(ada):
    reminder = make_reminder(ada)
    stale = Reminder.objects.get(pk=reminder.pk)
    actions.fire(reminder, now=NINE)
    moved = Reminder.objects.get(pk=reminder.pk)

    assert actions.fire(stale, now=NINE + timedelta(minutes=5)) is None
    assert actions.fire(moved, now=NINE + timedelta(minutes=5)) is None
    assert answers(reminder) == [(NINE, "")]


def test_the_rule_of_the_row_counts_when_it_was_changed_under_a_worker(ada):
    reminder = make_reminder(ada)
    stale = Reminder.objects.get(pk=reminder.pk)
    Reminder.objects.filter(pk=reminder.pk).update(interval=5, starts_on=date(2026, 11, 23))

    actions.fire(stale, now=NINE)

    assert Reminder.objects.get(pk=reminder.pk).next_due_at == NINE + 5 * ONE_DAY


def test_an_unanswered_occurrence_is_missed_when_the_next_one_comes(ada):
    reminder = make_reminder(ada)
    actions.fire(reminder, now=NINE)

    actions.fire(Reminder.objects.get(pk=reminder.pk), now=NINE + ONE_DAY)

    assert answers(reminder) == [(NINE, Answer.MISSED), (NINE + ONE_DAY, "")]
    assert ada.notifications.unread().count() == 1
    assert Delivery.objects.waiting().count() == 1


def test_an_answered_occurrence_keeps_its_answer_when_the_next_one_comes(ada):
    reminder = make_reminder(ada)
    actions.answer(occurrence=actions.fire(reminder, now=NINE), member=ada, answer=Answer.DONE, now=NINE)

    actions.fire(Reminder.objects.get(pk=reminder.pk), now=NINE + ONE_DAY)

    assert answers(reminder) == [(NINE, Answer.DONE), (NINE + ONE_DAY, "")]


def test_after_an_outage_there_is_one_occurrence_for_the_newest_moment(ada):
    reminder = make_reminder(ada)
    back = NINE + 5 * ONE_DAY + timedelta(hours=6)

    actions.fire(reminder, now=back)

    assert answers(reminder) == [(NINE + 5 * ONE_DAY, "")]
    assert Reminder.objects.get(pk=reminder.pk).next_due_at == NINE + 6 * ONE_DAY
    assert Delivery.objects.count() == 1


def test_a_reminder_that_comes_once_is_over_afterwards(ada):
    reminder = make_reminder(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23))

    actions.fire(reminder, now=NINE + timedelta(hours=1))

    reminder.refresh_from_db()
    assert reminder.is_over
    assert answers(reminder) == [(NINE, "")]


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}], ids=str)
def test_whoever_cannot_sign_in_or_be_reached_gets_no_mail(ada, change):
    reminder = make_reminder(ada)
    type(ada).objects.filter(pk=ada.pk).update(**change)

    actions.fire(reminder, now=NINE)

    assert Occurrence.objects.count() == 1
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("answer", [Answer.DONE, Answer.SKIPPED])
def test_an_answer_is_given_once_and_cancels_the_unsent_mail(ada, answer):
    occurrence = actions.fire(make_reminder(ada), now=NINE)
    later = NINE + timedelta(minutes=1)

    assert actions.answer(occurrence=occurrence, member=ada, answer=answer, now=later)
    assert not actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=later + ONE_DAY)

    occurrence.refresh_from_db()
    assert (occurrence.answer, occurrence.answered_at) == (answer, later)
    assert not Delivery.objects.waiting().exists()
    assert not ada.notifications.unread().exists()


def test_an_answer_leaves_the_mails_of_other_reminders_alone(ada):
    occurrence = actions.fire(make_reminder(ada), now=NINE)
    other = actions.fire(make_reminder(ada), now=NINE)

    actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=NINE)

    assert [delivery.notification.key for delivery in Delivery.objects.waiting()] == [other.key]
    assert [notice.key for notice in ada.notifications.unread()] == [other.key]


def test_a_paused_reminder_does_not_fire_and_resumes_at_its_next_moment(ada):
    reminder = make_reminder(ada)
    stale = Reminder.objects.get(pk=reminder.pk)

    actions.pause_reminder(reminder=reminder, member=ada, now=NOON)
    assert actions.fire(stale, now=NINE) is None

    resumed = actions.resume_reminder(reminder=reminder, member=ada, now=NINE + 10 * ONE_DAY)
    assert (resumed.paused_at, resumed.next_due_at) == (None, NINE + 11 * ONE_DAY)
    assert not reminder.occurrences.exists()


def test_an_ended_reminder_skips_what_is_open_and_can_start_again(ada):
    reminder = make_reminder(ada)
    actions.fire(reminder, now=NINE)

    ended = actions.end_reminder(reminder=reminder, member=ada, now=NINE)
    assert ended.is_over
    assert answers(reminder) == [(NINE, Answer.SKIPPED)]
    assert not Delivery.objects.waiting().exists()

    resumed = actions.resume_reminder(reminder=reminder, member=ada, now=NINE)
    assert (resumed.ended_at, resumed.next_due_at) == (None, NINE + ONE_DAY)


def test_ending_a_paused_reminder_leaves_it_ended(ada):
    reminder = make_reminder(ada)
    actions.pause_reminder(reminder=reminder, member=ada, now=NOON)

    actions.end_reminder(reminder=reminder, member=ada, now=NOON)

    reminder.refresh_from_db()
    assert (reminder.paused_at, reminder.ended_at) == (None, NOON)


def test_pausing_ending_and_resuming_twice_changes_nothing_more(ada):
    reminder = make_reminder(ada)
    later = NOON + timedelta(hours=1)

    for act, field in ((actions.pause_reminder, "paused_at"), (actions.end_reminder, "ended_at")):
        act(reminder=reminder, member=ada, now=NOON)
        assert getattr(act(reminder=reminder, member=ada, now=later), field) == NOON
    assert actions.pause_reminder(reminder=reminder, member=ada, now=later).paused_at is None
    first = actions.resume_reminder(reminder=reminder, member=ada, now=NOON)
    assert actions.resume_reminder(reminder=reminder, member=ada, now=NINE).next_due_at == first.next_due_at


def test_a_reminder_whose_date_has_passed_cannot_be_resumed(ada):
    reminder = make_reminder(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23))
    actions.pause_reminder(reminder=reminder, member=ada, now=NOON)

    with pytest.raises(actions.NothingAhead):
        actions.resume_reminder(reminder=reminder, member=ada, now=NINE)

    reminder.refresh_from_db()
    assert reminder.paused_at == NOON


WEEKLY = Schedule(
    starts_on=date(2026, 11, 25), local_time=time(8), time_zone="Europe/Berlin", unit=Unit.WEEKS, interval=2
)


def changed(reminder, member):
    return actions.change_reminder(
        reminder=reminder, member=member, title="New words", note="A note", schedule=WEEKLY, now=NOON
    )


def test_a_change_moves_the_next_moment(ada):
    reminder = changed(make_reminder(ada), ada)

    reminder.refresh_from_db()
    assert (reminder.title, reminder.note, reminder.schedule) == ("New words", "A note", WEEKLY)
    assert reminder.next_due_at == datetime(2026, 11, 25, 7, tzinfo=UTC)


def test_a_change_leaves_a_paused_reminder_paused_and_starts_an_ended_one(ada):
    paused, ended = make_reminder(ada), make_reminder(ada)
    actions.pause_reminder(reminder=paused, member=ada, now=NOON)
    actions.end_reminder(reminder=ended, member=ada, now=NOON)

    assert changed(paused, ada).next_due_at is None
    assert changed(ended, ada).next_due_at is not None


@pytest.mark.parametrize("stranger", ["bo", "mo", "eve"])
def test_nobody_else_acts_on_a_reminder(ada, stranger, request):
    other = request.getfixturevalue(stranger)
    reminder = make_reminder(ada)
    occurrence = actions.fire(reminder, now=NINE)

    for act in (actions.pause_reminder, actions.resume_reminder, actions.end_reminder):
        with pytest.raises(PermissionDenied):
            act(reminder=reminder, member=other, now=NINE)
    with pytest.raises(PermissionDenied):
        changed(reminder, other)
    with pytest.raises(PermissionDenied):
        actions.answer(occurrence=occurrence, member=other, answer=Answer.DONE, now=NINE)

    assert answers(reminder) == [(NINE, "")]


def test_a_double_click_sets_one_reminder(ada):
    schedule = make_reminder(ada).schedule
    moments = NOON, NOON + timedelta(seconds=2), NOON + timedelta(hours=1)

    first, again, later = (actions.set_reminder(owner=ada, title="Walk", schedule=schedule, now=now) for now in moments)

    assert first == again
    assert first != later
