"""Rules that count from the answer: some hours, days or weeks after "done"."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.reminders import actions
from community.reminders.forms import ReminderForm, initial_of
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from tests.factories import NOON
from tests.reminders.factories import NINE, make_reminder
from tests.reminders.test_forms import TYPED, form_of

AT_1420 = datetime(2026, 11, 23, 13, 20, 33, tzinfo=UTC)
Answer = Occurrence.Answer


def after(owner, unit=Unit.AFTER_HOURS, **rule):
    return make_reminder(owner, **{"unit": unit, "interval": 8, "starts_on": date(2026, 11, 23), **rule})


def row(reminder):
    return Reminder.objects.get(pk=reminder.pk)


def answer(occurrence, owner, now, said=Answer.DONE):
    return actions.answer(occurrence=occurrence, member=owner, answer=said, now=now)


def test_eight_hours_after_done_at_1420_is_2220(ada):
    reminder = after(ada)
    occurrence = actions.fire(reminder, now=NINE)

    answer(occurrence, ada, AT_1420)

    assert row(reminder).next_due_at == datetime(2026, 11, 23, 21, 20, tzinfo=UTC)
    again = actions.fire(row(reminder), now=AT_1420 + timedelta(hours=8))
    assert again.due_at == datetime(2026, 11, 23, 21, 20, tzinfo=UTC)


@pytest.mark.parametrize(("unit", "days"), [(Unit.AFTER_DAYS, 8), (Unit.AFTER_WEEKS, 56)], ids=str)
def test_days_and_weeks_after_lead_to_the_same_time_of_day(ada, unit, days):
    reminder = after(ada, unit)

    answer(actions.fire(reminder, now=NINE), ada, AT_1420)

    assert row(reminder).next_due_at == NINE + timedelta(days=days)


def test_weeks_after_keep_the_wall_clock_over_a_change_of_the_clocks(ada):
    reminder = after(ada, Unit.AFTER_WEEKS, interval=20)

    answer(actions.fire(reminder, now=NINE), ada, AT_1420)

    assert row(reminder).next_due_at == datetime(2027, 4, 12, 7, tzinfo=UTC)


def test_until_the_answer_nothing_rings(ada):
    reminder = after(ada)
    occurrence = actions.fire(reminder, now=NINE)

    waiting = row(reminder)
    assert (waiting.next_due_at, waiting.waits, waiting.is_over) == (None, True, False)
    assert list(Reminder.objects.due(NINE + timedelta(days=300))) == []
    assert list(Occurrence.objects.open()) == [occurrence]


def test_a_skipped_one_counts_as_well_and_an_answer_counts_once(ada):
    reminder = after(ada)
    occurrence = actions.fire(reminder, now=NINE)

    answer(occurrence, ada, NINE, Answer.SKIPPED)
    answer(occurrence, ada, NINE + timedelta(hours=3))

    assert row(reminder).next_due_at == NINE + timedelta(hours=8)


def test_after_the_last_day_it_is_over(ada):
    reminder = after(ada, until=date(2026, 11, 23))

    answer(actions.fire(reminder, now=NINE), ada, AT_1420)
    assert row(reminder).next_due_at is not None
    answer(actions.fire(row(reminder), now=AT_1420 + timedelta(hours=8)), ada, AT_1420 + timedelta(hours=8))

    assert row(reminder).is_over


def test_a_paused_one_counts_from_the_answer_when_it_is_resumed(ada):
    reminder = after(ada)
    occurrence = actions.fire(reminder, now=NINE)
    actions.pause_reminder(reminder=reminder, member=ada, now=NINE)
    answer(occurrence, ada, NINE)
    assert row(reminder).next_due_at is None

    actions.resume_reminder(reminder=reminder, member=ada, now=NINE + timedelta(hours=1))
    assert row(reminder).next_due_at == NINE + timedelta(hours=8)

    actions.pause_reminder(reminder=reminder, member=ada, now=NINE + timedelta(hours=2))
    actions.resume_reminder(reminder=reminder, member=ada, now=NINE + timedelta(days=9))
    assert row(reminder).next_due_at == NINE + timedelta(days=9)


def test_one_that_was_resumed_unanswered_still_waits(ada):
    reminder = after(ada)
    actions.fire(reminder, now=NINE)
    for act in (actions.pause_reminder, actions.resume_reminder):
        act(reminder=reminder, member=ada, now=NINE)

    assert row(reminder).waits


def test_ending_it_leaves_it_ended(ada):
    reminder = after(ada)
    actions.fire(reminder, now=NINE)

    actions.end_reminder(reminder=reminder, member=ada, now=NINE)

    assert row(reminder).is_over
    assert row(reminder).next_due_at is None


def test_the_zone_rules_leave_hours_alone(ada):
    reminder = after(ada)
    answer(actions.fire(reminder, now=NINE), ada, AT_1420)
    before = row(reminder).next_due_at

    assert actions.follow_zone_rules(version="new", now=AT_1420) == 0
    assert row(reminder).next_due_at == before


def test_the_sentences(ada):
    words = [
        after(ada, unit, interval=interval).sentence
        for unit in (Unit.AFTER_HOURS, Unit.AFTER_DAYS, Unit.AFTER_WEEKS)
        for interval in (1, 10)
    ]

    begin = [
        f"{number} after you mark it done"
        for number in "One hour,10 hours,One day,10 days,One week,10 weeks".split(",")
    ]
    assert words == [f"{each}, first on 23 November 2026 at 09:00" for each in begin]


@pytest.mark.parametrize("field", ["more_times", "count", "left_out"])
def test_what_makes_no_sense_with_it_is_said(field):
    typed = {"more_times": "10:00", "count": "3", "left_out": "24.12.2026"}

    errors = form_of(unit="after_hours", **{field: typed[field]}).errors

    assert errors == {field: ["A reminder that is counted from your answer does without this. Leave it empty."]}


def test_a_first_date_in_the_past_is_fine_once_it_has_rung(ada):
    reminder = after(ada)
    typed = TYPED | {"unit": "after_hours", "starts_on_month": "11", "starts_on_day": "1"}

    assert ReminderForm(typed, now=NOON, initial=initial_of(reminder), has_rung=True).is_valid()
    assert set(ReminderForm(typed, now=NOON, initial={}).errors) == {"starts_on"}


def test_the_pages_say_that_it_waits(client, ada, time_machine):
    time_machine.move_to(NINE, tick=False)
    client.force_login(ada)
    reminder = after(ada)
    occurrence = actions.fire(reminder, now=NINE)

    assert b"Next: counted from your answer." in client.get("/reminders/").content
    page = client.get(f"/reminders/{reminder.pk}/").content
    assert b"It waits for your answer. The next one is counted from that." in page
    assert b"pause/" in page

    client.post(f"/reminders/due/{occurrence.pk}/done/")
    assert b"It will come" in client.get(f"/reminders/{reminder.pk}/").content


def test_a_change_that_leaves_nothing_keeps_what_was_typed(client, ada, time_machine):
    reminder = after(ada, starts_on=date(2026, 11, 23))
    answer(actions.fire(reminder, now=NINE), ada, NINE)
    time_machine.move_to(NINE + timedelta(days=3), tick=False)
    client.force_login(ada)
    typed = TYPED | {"unit": "after_hours", "starts_on_month": "11", "starts_on_day": "1", "until": "2.11.2026"}

    response = client.post(f"/reminders/{reminder.pk}/change/", typed)

    assert response.status_code == 422
    assert b"By then nothing more would come." in response.content
    assert row(reminder).local_time == time(9)


@pytest.mark.parametrize("unit", [Unit.AFTER_DAYS, Unit.AFTER_HOURS])
def test_done_the_day_before_it_rang_the_next_one_is_due_now_and_not_the_same_again(ada, unit):
    interval = 1 if unit == Unit.AFTER_DAYS else 24
    occurrence = actions.fire(after(ada, unit, interval=interval), now=NINE)
    actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=NINE + timedelta(hours=1))

    now = NINE + timedelta(hours=2)
    actions.correct_answer(
        occurrence=occurrence, member=ada, answer=Answer.DONE, answered_at=NINE - timedelta(days=1), now=now
    )

    assert actions.fire(row(occurrence.reminder), now=now).due_at == now
