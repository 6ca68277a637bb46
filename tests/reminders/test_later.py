"""Put off, skipped with a reason, put right, moved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from community.notifications.models import Delivery
from community.reminders import actions
from community.reminders.models import Correction, Occurrence
from community.reminders.schedule import Unit
from community.reminders.tasks import ring_again
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh, make_reminder

Answer = Occurrence.Answer


def test_beat_rings_again():
    assert ring_again.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_what_is_put_off_comes_again_once_as_the_same_occurrence(ada, time_machine):
    occurrence = due(ada)

    actions.snooze(occurrence=occurrence, member=ada, until=NINE + ONE_HOUR, now=NINE)
    assert not Delivery.objects.waiting().exists()
    assert not ada.notifications.unread().exists()

    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    assert [ring_again(), ring_again()] == [1, 0]
    assert list(Occurrence.objects.open()) == [occurrence]
    assert [notice.key for notice in ada.notifications.unread()] == [occurrence.key]
    assert Delivery.objects.waiting().count() == 1


def test_two_workers_ring_again_once(ada):
    occurrence = due(ada)
    actions.snooze(occurrence=occurrence, member=ada, until=NINE + ONE_HOUR, now=NINE)
    first, second = fresh(occurrence), fresh(occurrence)

    rung = [actions.ring_again(each, now=NINE + ONE_HOUR) for each in (first, second)]

    assert rung == [True, False]


def test_what_was_answered_or_paused_meanwhile_stays_silent(ada, time_machine):
    answered, paused = due(ada), due(ada)
    for occurrence in (answered, paused):
        actions.snooze(occurrence=occurrence, member=ada, until=NINE + ONE_HOUR, now=NINE)
    actions.answer(occurrence=answered, member=ada, answer=Answer.DONE, now=NINE)
    actions.pause_reminder(reminder=paused.reminder, member=ada, now=NINE)

    time_machine.move_to(NINE + ONE_HOUR, tick=False)
    assert ring_again() == 0


@pytest.mark.parametrize(("resumed_after", "comes"), [(ONE_HOUR, NINE + 2 * ONE_HOUR), (3 * ONE_HOUR, None)])
def test_what_was_put_off_still_comes_when_a_pause_is_over_before(ada, resumed_after, comes):
    occurrence = due(ada)
    actions.snooze(occurrence=occurrence, member=ada, until=NINE + 2 * ONE_HOUR, now=NINE)
    actions.pause_reminder(reminder=occurrence.reminder, member=ada, now=NINE)

    actions.resume_reminder(reminder=occurrence.reminder, member=ada, now=NINE + resumed_after)

    assert fresh(occurrence).ring_at == comes


def test_nothing_is_put_off_beyond_the_next_one(ada):
    occurrence = due(ada)

    with pytest.raises(actions.NextComesFirst):
        actions.snooze(occurrence=occurrence, member=ada, until=NINE + ONE_DAY, now=NINE)
    with pytest.raises(ValueError, match="passed"):
        actions.snooze(occurrence=occurrence, member=ada, until=NINE, now=NINE)


def test_the_next_one_makes_what_was_put_off_missed(ada):
    occurrence = due(ada)
    actions.snooze(occurrence=occurrence, member=ada, until=NINE + 23 * ONE_HOUR, now=NINE)

    actions.fire(fresh(occurrence.reminder), now=NINE + ONE_DAY)

    assert (fresh(occurrence).answer, fresh(occurrence).ring_at) == ("missed", None)
    assert Occurrence.objects.open().count() == 1


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ({"when": "minutes"}, NINE + ONE_HOUR + timedelta(minutes=10)),
        ({"when": "hour"}, NINE + 2 * ONE_HOUR),
        ({"when": "evening", "day": "nonsense"}, datetime(2026, 11, 23, 18, tzinfo=UTC)),
        ({"when": "tomorrow"}, datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ({"when": "pick", "day": "25.11.2026", "clock": "7:30"}, datetime(2026, 11, 25, 6, 30, tzinfo=UTC)),
    ],
    ids=str,
)
def test_when_it_comes_again_is_chosen_on_a_page(page, ada, typed, until):
    occurrence = due(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23))

    for _ in range(2):  # a double click
        assert page.post(f"/reminders/due/{occurrence.pk}/later/", typed).status_code == 302

    assert (fresh(occurrence).ring_at, fresh(occurrence).snoozed_until) == (until, until)
    assert b"Comes again:" in page.get("/reminders/").content


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose when it shall come again."),
        ({"when": "pick"}, "Enter a day."),
        ({"when": "pick", "day": "31.2.2027", "clock": "9"}, "Write the day as day, month and year"),
        ({"when": "pick", "day": "1.1.9999", "clock": "9"}, "Write a year between 1900 and 2199."),
        ({"when": "pick", "day": "1.1.2100", "clock": "9"}, "Choose a day within a year from now."),
        ({"when": "pick", "day": "23.11.2026", "clock": "09:30"}, "This moment has passed."),
        ({"when": "tomorrow"}, "By then the next one comes by itself."),
    ],
    ids=str,
)
def test_what_is_wrong_with_it_is_said_and_changes_nothing(page, ada, typed, words):
    occurrence = due(ada)

    response = page.post(f"/reminders/due/{occurrence.pk}/later/", typed)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert fresh(occurrence).ring_at is None


def test_the_evening_that_has_begun_is_no_evening_to_wait_for(page, ada, time_machine):
    occurrence = due(ada)
    time_machine.move_to(datetime(2026, 11, 23, 19, tzinfo=UTC), tick=False)

    assert page.post(f"/reminders/due/{occurrence.pk}/later/", {"when": "evening"}).status_code == 422


def test_a_skip_may_have_a_reason_that_only_the_owner_sees(page, ada, caplog):
    caplog.set_level("DEBUG")
    occurrence = due(ada)

    page.post(f"/reminders/due/{occurrence.pk}/skip/", {"reason": "Canary: felt sick"})
    again = page.post(f"/reminders/due/{occurrence.pk}/skip/", {"reason": "Other"})

    assert (fresh(occurrence).answer, fresh(occurrence).reason) == ("skipped", "Canary: felt sick")
    assert again.status_code == 302
    assert b"Canary" in page.get(f"/reminders/{occurrence.reminder_id}/").content
    assert "Canary" not in caplog.text + str([*Delivery.objects.values(), *ada.notifications.values()])


def test_a_reason_that_is_too_long_comes_back(page, ada):
    occurrence = due(ada)

    response = page.post(f"/reminders/due/{occurrence.pk}/skip/", {"reason": "x" * 201})

    assert response.status_code == 422
    assert "x" * 201 in response.content.decode()
    assert fresh(occurrence).answered_at is None


CORRECTED = {"answer": "done", "day": "23.11.2026", "clock": "09:20", "reason": ""}


def test_an_answer_is_put_right_and_what_it_was_is_kept(page, ada):
    occurrence = due(ada)
    actions.answer(occurrence=occurrence, member=ada, answer=Answer.SKIPPED, reason="Tired", now=NINE)

    for _ in range(2):
        assert page.post(f"/reminders/due/{occurrence.pk}/correct/", CORRECTED).status_code == 302

    assert (fresh(occurrence).answer, fresh(occurrence).answered_at) == ("done", NINE + timedelta(minutes=20))
    was = Correction.objects.get()
    assert (was.answer, was.answered_at, was.reason, was.changed_at) == ("skipped", NINE, "Tired", NINE + ONE_HOUR)
    content = page.get(f"/reminders/{occurrence.reminder_id}/").content
    assert b"Before:" in content
    assert b"(Tired)" in content


def test_what_is_still_open_may_be_answered_with_its_time(page, ada):
    occurrence = due(ada)

    page.post(f"/reminders/due/{occurrence.pk}/correct/", CORRECTED)

    assert (fresh(occurrence).answer, Correction.objects.count()) == ("done", 0)
    assert not Delivery.objects.waiting().exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"clock": "11:00"}, "This moment is still to come."),
        ({"day": "21.11.2026"}, "This is more than a day before it was due."),
        ({"answer": ""}, "This field is required."),
        ({"answer": "perhaps"}, "Select a valid choice."),
        ({"clock": "25:00"}, "Enter a time such as 09:00 or 14:30."),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused(page, ada, typed, words):
    occurrence = due(ada)

    response = page.post(f"/reminders/due/{occurrence.pk}/correct/", CORRECTED | typed)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert fresh(occurrence).answered_at is None


def test_after_a_week_an_answer_stands(page, ada, time_machine):
    occurrence = due(ada)
    time_machine.move_to(NINE + 7 * ONE_DAY + ONE_HOUR, tick=False)

    response = page.post(f"/reminders/due/{occurrence.pk}/correct/", CORRECTED, follow=True)

    assert b"This one is older." in response.content
    assert fresh(occurrence).answered_at is None


def test_a_corrected_time_moves_the_next_one_that_counts_from_it(ada):
    occurrence = due(ada, unit=Unit.AFTER_HOURS, interval=8, starts_on=date(2026, 11, 23))
    actions.answer(occurrence=occurrence, member=ada, answer=Answer.DONE, now=NINE + 2 * ONE_HOUR)

    actions.correct_answer(
        occurrence=occurrence, member=ada, answer=Answer.DONE, answered_at=NINE + ONE_HOUR, now=NINE + 3 * ONE_HOUR
    )

    assert fresh(occurrence.reminder).next_due_at == NINE + 9 * ONE_HOUR


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_reminder_costs_the_same_queries_for_any_length(page, ada, number, django_assert_num_queries):
    reminder = make_reminder(ada)
    for back in range(number):
        moment = NINE - back * ONE_DAY
        past = reminder.occurrences.create(due_at=moment, answer="done", answered_at=moment)
        past.corrections.create(answer="missed", answered_at=moment, changed_at=moment)

    with django_assert_num_queries(7):  # session, member, reminder, last days, corrections, their mails, unread notices
        response = page.get(f"/reminders/{reminder.pk}/")

    assert response.content.count(b"Put right") == number
