"""Reminders in a subscription: the moments at which they really ring."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from tests.calendars.factories import events_for, moments, subscribe, text_for, words_for
from tests.factories import NOON
from tests.reminders.factories import NINE, ONE_DAY, ONE_HOUR, due, fresh, make_reminder

DONE = Occurrence.Answer.DONE
TEN = NINE + ONE_HOUR
CANARY = "Botulinumzzq"


@pytest.fixture(autouse=True)
def subscription(ada):
    subscribe(ada)


def at(moment):
    return f"{moment:%Y%m%dT%H%M%SZ}"


def test_the_next_sixty_days_are_there_each_by_itself(ada):
    reminder = make_reminder(ada)

    events = events_for(ada)

    assert len(events) == 59
    assert moments(events) == [at(NINE + number * ONE_DAY) for number in range(59)]
    assert events[0] == {
        "UID": f"reminder-{reminder.pk}-20261123T080000Z@127.0.0.1:8000",
        "DTSTAMP": "20261101T120000Z",
        "SEQUENCE": 0,
        "DTSTART": "20261123T080000Z",
        "DTEND": "20261123T081500Z",
        "SUMMARY": "Reminder",
        "URL": f"http://127.0.0.1:8000/reminders/{reminder.pk}/",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }


def test_nine_stays_nine_over_the_change_of_the_clocks(ada):
    make_reminder(ada, unit=Unit.WEEKS)
    before = datetime(2027, 3, 10, 12, tzinfo=UTC)
    Reminder.objects.update(next_due_at=datetime(2027, 3, 14, 8, tzinfo=UTC))

    events = events_for(ada, now=before)

    assert moments(events)[:4] == ["20270314T080000Z", "20270321T080000Z", "20270328T070000Z", "20270404T070000Z"]
    local = {datetime.strptime(moment, "%Y%m%dT%H%M%S%z").astimezone(ada.zone).time() for moment in moments(events)}
    assert local == {time(9)}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"unit": Unit.ONCE, "starts_on": date(2026, 11, 25)}, ["20261125T080000Z"]),
        ({"more_times": (time(21), time(14)), "starts_on": date(2026, 11, 23), "until": date(2026, 11, 23)},
         ["20261123T080000Z", "20261123T130000Z", "20261123T200000Z"]),
        ({"until": date(2026, 11, 25), "left_out": (date(2026, 11, 24),)}, ["20261123T080000Z", "20261125T080000Z"]),
        ({"starts_on": date(2026, 11, 22), "count": 3}, ["20261123T080000Z", "20261124T080000Z"]),
        ({"unit": Unit.MONTHS, "month_days": (-1,)}, ["20261130T080000Z", "20261231T080000Z"]),
        ({"unit": Unit.WEEKS, "interval": 4, "weekdays": (1, 3), "starts_on": date(2026, 11, 24)},
         ["20261124T080000Z", "20261126T080000Z", "20261222T080000Z", "20261224T080000Z", "20270119T080000Z"]),
        ({"unit": Unit.AFTER_DAYS, "starts_on": date(2026, 11, 24)}, ["20261124T080000Z"]),
    ],
    ids=["once", "several times", "left out", "count", "last day", "weekdays", "after an answer"],
)  # fmt: skip
def test_every_kind_of_rule(ada, rule, expected):
    make_reminder(ada, **rule)

    assert moments(events_for(ada)) == expected


def test_what_counts_from_an_answer_is_known_once_it_is_given(ada):
    occurrence = due(ada, unit=Unit.AFTER_DAYS, interval=3, starts_on=date(2026, 11, 23))
    assert moments(events_for(ada, now=TEN)) == [at(NINE)]

    actions.answer(occurrence=occurrence, member=ada, answer=DONE, now=TEN)

    assert moments(events_for(ada, now=TEN)) == [at(NINE), at(NINE + 3 * ONE_DAY)]


def test_what_was_moved_stands_where_it_comes_and_the_rule_goes_on(ada):
    reminder = make_reminder(ada)

    actions.move_next(reminder=reminder, member=ada, to=NINE + 5 * ONE_HOUR, now=NOON)

    assert moments(events_for(ada))[:3] == [at(NINE + 5 * ONE_HOUR), at(NINE + ONE_DAY), at(NINE + 2 * ONE_DAY)]


def test_what_was_snoozed_stands_where_it_rings_again(ada):
    occurrence = due(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23))

    actions.snooze(occurrence=occurrence, member=ada, until=TEN + ONE_DAY, now=TEN)

    assert moments(events_for(ada, now=TEN)) == [at(TEN + ONE_DAY)]


def test_what_is_told_again_until_it_is_answered_does_not_move(ada):
    due(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23), repeat_minutes=30)

    assert moments(events_for(ada, now=TEN)) == [at(NINE)]


def test_on_a_bad_day_what_can_wait_stands_on_the_next(ada):
    due(ada, unit=Unit.ONCE, starts_on=date(2026, 11, 23))
    make_reminder(ada, local_time=time(15), more_times=(time(18),), title="Stretching", now=TEN)

    actions.start_bad_day(member=ada, now=TEN)

    rings = [fresh(Occurrence.objects.get()).ring_at, NINE + ONE_DAY + 6 * ONE_HOUR, NINE + ONE_DAY + 9 * ONE_HOUR]
    assert moments(events_for(ada, now=TEN))[:3] == [at(moment) for moment in rings]


def test_every_moment_told_beforehand_is_one_at_which_it_rings(ada):
    """Whatever was moved, the subscription and the worker say the same."""
    reminder = make_reminder(ada, more_times=(time(13), time(21)), left_out=(date(2026, 11, 25),))
    actions.move_next(reminder=reminder, member=ada, to=NOON + 9 * ONE_HOUR, now=NOON)  # an hour later
    told = moments(events_for(ada))[:12]

    rung = []
    while len(rung) < len(told):
        reminder = fresh(reminder)
        rung.append(at(actions.fire(reminder, now=reminder.next_due_at).due_at))

    assert told == rung


def test_what_rang_stays_for_a_week_and_does_not_say_whether_it_was_done(ada):
    occurrence = due(ada)
    text = text_for(ada, now=TEN)

    actions.answer(occurrence=occurrence, member=ada, answer=DONE, now=TEN)

    assert text_for(ada, now=TEN) == text
    week, later = NINE + 7 * ONE_DAY, NINE + 8 * ONE_DAY
    assert at(NINE) in moments(events_for(ada, now=week))
    assert at(NINE) not in moments(events_for(ada, now=later))


@pytest.mark.parametrize("act", [actions.pause_reminder, actions.end_reminder])
def test_what_is_paused_or_ended_is_gone(ada, act):
    occurrence = due(ada)
    assert len(events_for(ada, now=TEN)) > 1

    act(reminder=occurrence.reminder, member=ada, now=TEN)

    assert events_for(ada, now=TEN) == []


def test_words_come_only_by_choice_and_notes_never(ada, bo):
    make_reminder(ada, title=f"{CANARY}, at 9; \\ drops", note=f"{CANARY} note")
    assert CANARY not in words_for(ada)
    subscribe(bo, words=True)
    assert events_for(bo) == []

    subscribe(ada, words=True)

    assert {event["SUMMARY"] for event in events_for(ada)} == {f"{CANARY}, at 9; \\ drops"}
    assert "note" not in words_for(ada)


def test_the_text_changes_with_what_it_tells_and_not_with_the_hour(ada):
    reminder = make_reminder(ada)
    text = text_for(ada)

    assert text_for(ada, now=NOON + timedelta(hours=11, minutes=59)) == text
    actions.pause_reminder(reminder=reminder, member=ada, now=NOON)
    assert text_for(ada) != text


def test_there_is_an_end_to_what_it_holds_the_soonest_first(ada):
    for minute in range(2):
        make_reminder(ada, starts_on=NINE.date(), more_times=tuple(time(hour, minute) for hour in range(9, 20)))

    events = events_for(ada)

    assert len(events) == 1000
    assert moments(events) == sorted(moments(events))
    assert events[0]["DTSTART"] == at(NINE)


def test_a_moment_that_two_rows_name_stands_once(ada):
    occurrence = due(ada)
    Occurrence.objects.filter(pk=occurrence.pk).update(ring_at=NINE + ONE_DAY, snoozed_until=NINE + ONE_DAY)

    assert moments(events_for(ada, now=TEN)).count(at(NINE + ONE_DAY)) == 1
