"""Told again until it is answered, missed by itself, and how long a mail is of use."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings
from django.db import connection

from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.kinds import Kind
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from community.reminders.tasks import miss_forgotten, ring_again
from tests.concurrency import while_held
from tests.factories import make_user
from tests.reminders.factories import NINE, ONE_DAY, due, fresh, make_reminder
from tests.reminders.test_forms import form_of

TEN, ONE_MINUTE = timedelta(minutes=10), timedelta(minutes=1)
MIDNIGHT = datetime(2026, 11, 23, 23, tzinfo=UTC)
Answer = Occurrence.Answer


def rings_in(hours, time_machine):
    """How often it rings again in the coming hours, looked at every five minutes."""
    rung = 0
    for step in range(1, hours * 12 + 1):
        time_machine.move_to(NINE + timedelta(minutes=5) * step, tick=False)
        rung += ring_again()
    return rung


def test_it_is_told_again_at_most_three_times(ada, time_machine):
    occurrence = due(ada, repeat_minutes=10)

    assert rings_in(3, time_machine) == 3
    assert (fresh(occurrence).repeats, fresh(occurrence).ring_at) == (3, None)
    assert Delivery.objects.count() == 4
    assert Delivery.objects.waiting().count() == 1
    assert ada.notifications.unread().count() == 1


def test_without_that_wish_it_is_told_once(ada, time_machine):
    due(ada)

    assert rings_in(3, time_machine) == 0


def test_an_answer_ends_it(ada, time_machine):
    occurrence = due(ada, repeat_minutes=10)
    actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=NINE)

    assert rings_in(1, time_machine) == 0


def test_the_next_one_ends_it_and_begins_its_own(ada):
    occurrence = due(ada, repeat_minutes=60, more_times=(time(9, 30),))

    following = actions.fire(fresh(occurrence.reminder), now=NINE + 3 * TEN)

    assert (fresh(occurrence).answer, fresh(occurrence).ring_at) == ("missed", None)
    assert following.ring_at == NINE + 9 * TEN


def test_putting_off_uses_up_no_repeat(ada, time_machine):
    occurrence = due(ada, repeat_minutes=10)
    actions.snooze(occurrence=occurrence, member=ada, until=NINE + timedelta(minutes=5), now=NINE)

    assert rings_in(3, time_machine) == 1 + 3


def changed(reminder, **words):
    given = {"title": "Eye-drops", "note": "", "kind": Kind.OWN, "repeat_minutes": 10, "title_in_mail": True}
    actions.change_reminder(
        reminder=reminder, member=reminder.owner, schedule=reminder.schedule, now=NINE + ONE_MINUTE, **given | words
    )


def test_it_is_told_as_it_is_now_not_as_it_was_when_the_batch_was_read(ada):
    occurrence = due(ada, repeat_minutes=10, title_in_mail=True)
    read_before = Occurrence.objects.select_related("reminder__owner").get(pk=occurrence.pk)
    changed(occurrence.reminder, title_in_mail=False, kind=Kind.MEDICINE, repeat_minutes=60)

    assert actions.ring_again(read_before, now=NINE + TEN)

    mail = Delivery.objects.waiting().get()
    assert (mail.words, mail.useful_until) == ("", NINE + TEN + timedelta(hours=2))
    assert fresh(occurrence).ring_at == NINE + TEN + timedelta(minutes=60)


def test_once_is_enough_from_the_moment_it_is_said(ada):
    occurrence, put_off = due(ada, repeat_minutes=10), due(ada, repeat_minutes=10)
    actions.snooze(occurrence=put_off, member=ada, until=NINE + TEN, now=NINE)
    for each in (occurrence, put_off):
        changed(each.reminder, repeat_minutes=None)

    assert (fresh(occurrence).ring_at, fresh(put_off).ring_at) == (None, NINE + TEN)


def test_it_is_told_with_the_words_it_has_now(ada):
    occurrence = due(ada, repeat_minutes=10, title_in_mail=True)
    read_before = Occurrence.objects.select_related("reminder__owner").get(pk=occurrence.pk)
    changed(occurrence.reminder, title="Other drops")

    assert actions.ring_again(read_before, now=NINE + TEN)

    assert Delivery.objects.waiting().get().words == "Other drops"


@pytest.mark.django_db(transaction=True)
def test_while_its_owner_is_at_it_it_waits_for_the_next_tick():
    occurrence = due(make_user("Ada"), repeat_minutes=10)
    mine = Reminder.objects.filter(pk=occurrence.reminder_id)

    with while_held(mine.select_for_update().get, ring_again_at_ten_past(occurrence)):
        pass
    assert fresh(occurrence).repeats == (0 if connection.vendor == "postgresql" else 1)


def ring_again_at_ten_past(occurrence):
    return lambda: actions.ring_again(fresh(occurrence), now=NINE + TEN)


def test_how_often_is_one_of_three_offers():
    form = form_of(repeat_minutes="30", kind="medicine")

    assert form.is_valid()
    assert (form.cleaned_data["repeat_minutes"], form.cleaned_data["kind"]) == (30, "medicine")
    assert set(form_of(repeat_minutes="1").errors) == {"repeat_minutes"}
    assert set(form_of(kind="gossip").errors) == {"kind"}
    assert (form_of().is_valid(), form_of().fields["repeat_minutes"].initial) == (True, None)


@pytest.mark.parametrize(
    ("kind", "rule", "until"),
    [
        (Kind.MEDICINE, {}, NINE + timedelta(hours=2)),
        (Kind.ROUTINE, {"more_times": (time(10, 30),)}, NINE + 9 * TEN),
        (Kind.MEDICINE, {"unit": Unit.ONCE, "starts_on": date(2026, 11, 23)}, NINE + timedelta(hours=2)),
        (Kind.TREATMENT, {}, MIDNIGHT),
        (Kind.APPOINTMENT, {"more_times": (time(10, 30),)}, MIDNIGHT),
        (Kind.MEETING, {}, MIDNIGHT),
        (Kind.OWN, {}, MIDNIGHT),
    ],
)
def test_how_long_its_mail_is_of_use(ada, kind, rule, until):
    due(ada, kind=kind, **rule)

    assert Delivery.objects.get().useful_until == until


def test_what_comes_just_before_midnight_is_of_use_for_half_a_day(ada):
    late = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)

    actions.fire(make_reminder(ada, kind=Kind.APPOINTMENT, local_time=time(23, 50), now=late - ONE_DAY), now=late)

    assert Delivery.objects.get().useful_until == late + timedelta(hours=12)


def test_after_a_long_outage_the_mail_of_a_medicine_stays_and_the_occurrence_waits(ada):
    late = NINE + timedelta(hours=5)

    occurrence = actions.fire(make_reminder(ada, kind=Kind.MEDICINE), now=late)

    assert Delivery.objects.due(late).unwanted(late).count() == 1
    assert list(Occurrence.objects.open()) == [occurrence]


def test_what_was_put_off_has_its_use_from_then_on(ada):
    occurrence = due(ada, kind=Kind.MEDICINE)
    later = NINE + timedelta(hours=6)
    actions.snooze(occurrence=occurrence, member=ada, until=later, now=NINE)

    actions.ring_again(fresh(occurrence), now=later)

    assert Delivery.objects.waiting().get().useful_until == later + timedelta(hours=2)


@pytest.mark.parametrize(
    ("rule", "missed"),
    [
        ({"unit": Unit.ONCE, "starts_on": date(2026, 11, 23)}, 1),
        ({"count": 1, "starts_on": date(2026, 11, 23)}, 1),
        ({"unit": Unit.AFTER_HOURS, "starts_on": date(2026, 11, 23)}, 0),
        ({"unit": Unit.MONTHS, "starts_on": date(2026, 11, 23)}, 0),
    ],
    ids=str,
)
def test_the_last_one_is_missed_after_a_week(ada, time_machine, rule, missed):
    occurrence = due(ada, **rule)
    time_machine.move_to(NINE + 6 * ONE_DAY, tick=False)
    assert miss_forgotten() == 0

    time_machine.move_to(NINE + 7 * ONE_DAY, tick=False)
    assert miss_forgotten() == missed
    assert fresh(occurrence).answer == ("missed" if missed else "")


def test_beat_knows_it():
    assert miss_forgotten.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
