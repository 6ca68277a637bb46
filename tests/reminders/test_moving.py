"""The next one at another moment, alone or with all that follow."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied

from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from community.reminders.shifting import OthersStay
from community.reminders.tasks import fire_due_reminders
from tests.reminders.factories import BERLIN, NINE, ONE_DAY, ONE_HOUR, due, fresh, make_reminder

Answer = Occurrence.Answer


def move(reminder, owner, to, act=actions.move_next):
    return act(reminder=fresh(reminder), member=owner, to=to, now=NINE)


def in_berlin(reminder, now=NINE):
    return [f"{moment.astimezone(BERLIN):%d.%m. %H:%M}" for moment in fresh(reminder).upcoming(now)]


@pytest.mark.parametrize("to", [NINE + 2 * ONE_DAY, NINE + 9 * ONE_DAY], ids=["earlier", "later"])
def test_only_the_next_one_moves(ada, to):
    reminder = due(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23)).reminder

    move(reminder, ada, to)
    assert fresh(reminder).upcoming(NINE)[:3] == [to, NINE + 14 * ONE_DAY, NINE + 21 * ONE_DAY]

    assert actions.fire(fresh(reminder), now=to).due_at == to
    assert fresh(reminder).next_due_at == NINE + 14 * ONE_DAY


def test_one_that_was_moved_twice_still_stands_for_its_own_moment(ada):
    reminder = due(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 23)).reminder

    move(reminder, ada, NINE + 2 * ONE_DAY)
    move(reminder, ada, NINE + 8 * ONE_DAY)

    assert fresh(reminder).moved_from == NINE + 7 * ONE_DAY
    assert fresh(reminder).upcoming(NINE)[1] == NINE + 14 * ONE_DAY


def test_nothing_moves_behind_the_one_after_it(ada):
    reminder = due(ada).reminder

    with pytest.raises(actions.FollowingComesFirst):
        move(reminder, ada, NINE + 2 * ONE_DAY)


def test_this_one_and_all_following_move(ada):
    reminder = due(ada, unit=Unit.WEEKS, interval=12, starts_on=date(2026, 11, 23), count=5).reminder

    moved = move(reminder, ada, datetime(2027, 2, 18, 10, 30), actions.move_following)

    assert in_berlin(reminder) == ["18.02. 10:30", "13.05. 10:30", "05.08. 10:30", "28.10. 10:30"]
    assert moved.sentence == "Every 12 weeks at 10:30, starting 18 February 2027, 4 times in all"


def test_a_time_that_the_clocks_jump_over_is_meant_for_all_other_days(ada):
    reminder = make_reminder(ada, now=datetime(2027, 3, 27, 12, tzinfo=UTC))

    moved = actions.move_following(
        reminder=reminder, member=ada, to=datetime(2027, 3, 28, 2, 30), now=datetime(2027, 3, 27, 12, tzinfo=UTC)
    )

    assert moved.local_time == time(2, 30)
    assert in_berlin(reminder, moved.next_due_at)[:1] == ["29.03. 02:30"]
    assert moved.next_due_at == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_from_a_time_that_the_clocks_jump_over_it_moves_like_any_other(ada):
    saturday = datetime(2027, 3, 27, 12, tzinfo=UTC)
    reminder = make_reminder(ada, local_time=time(2, 30), more_times=(time(21),), now=saturday - ONE_DAY / 8)
    Reminder.objects.update(next_due_at=datetime(2027, 3, 28, 1, tzinfo=UTC))

    actions.move_following(reminder=fresh(reminder), member=ada, to=datetime(2027, 3, 28, 8), now=saturday)

    assert in_berlin(reminder, saturday)[:3] == ["28.03. 08:00", "28.03. 21:00", "29.03. 08:00"]


def test_what_was_moved_alone_before_does_not_come_a_second_time(ada, time_machine):
    """Tuesday nine, alone, to Monday evening; then Tuesday's other time, with all that follow."""
    reminder = due(ada, more_times=(time(13), time(21))).reminder
    actions.fire(fresh(reminder), now=NINE + 4 * ONE_HOUR)
    actions.fire(fresh(reminder), now=NINE + 12 * ONE_HOUR)
    actions.move_next(reminder=fresh(reminder), member=ada, to=NINE + 13 * ONE_HOUR, now=NINE + 12 * ONE_HOUR)
    late = NINE + 13 * ONE_HOUR
    assert actions.fire(fresh(reminder), now=late).due_at == late

    actions.move_following(reminder=fresh(reminder), member=ada, to=datetime(2026, 11, 24, 14), now=late)

    assert in_berlin(reminder, late)[:3] == ["24.11. 14:00", "24.11. 21:00", "25.11. 09:00"]
    assert fresh(reminder).next_due_at == NINE + 29 * ONE_HOUR
    time_machine.move_to(NINE + ONE_DAY, tick=False)
    assert fire_due_reminders() == 0
    assert actions.fire(fresh(reminder), now=NINE + 29 * ONE_HOUR).due_at == NINE + 29 * ONE_HOUR
    assert fresh(reminder).next_due_at == NINE + 36 * ONE_HOUR


def test_what_a_bad_day_put_off_moves_from_where_it_stands_now(ada):
    reminder = make_reminder(ada, local_time=time(15), more_times=(time(20),), now=NINE)
    actions.start_bad_day(member=ada, now=NINE)
    assert in_berlin(reminder)[0] == "24.11. 15:00"

    move(reminder, ada, datetime(2026, 11, 24, 16), actions.move_following)
    actions.undo_bad_day(member=ada, now=NINE)

    assert in_berlin(reminder)[:2] == ["24.11. 16:00", "24.11. 20:00"]


@pytest.mark.parametrize("act", [actions.move_next, actions.move_following])
def test_what_came_between_looking_and_pressing_is_not_moved_in_its_place(ada, act):
    reminder = make_reminder(ada, unit=Unit.WEEKS, weekdays=(0, 3))
    seen = fresh(reminder)
    actions.fire(fresh(reminder), now=NINE)
    to = NINE + 2 * ONE_DAY if act == actions.move_next else datetime(2026, 11, 25, 9)

    with pytest.raises(actions.NextIsAnother):
        act(reminder=seen, member=ada, to=to, now=NINE)

    assert fresh(reminder).weekdays == "MO,TH"


def test_one_of_the_most_that_are_counted_moves_alone(ada):
    reminder = make_reminder(ada, more_times=(time(21),), count=1000, starts_on=date(2026, 11, 23), now=NINE - ONE_DAY)

    with pytest.raises(OthersStay):
        move(reminder, ada, datetime(2026, 11, 24, 9), actions.move_following)


FOLLOWING = {"which": "following", "day": "25.11.2026", "clock": "10"}


def test_the_new_rule_is_read_back_before_anything_moves(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, weekdays=(0, 3))
    Reminder.objects.update(next_due_at=NINE + 3 * ONE_DAY)
    before = Reminder.objects.values().get()

    words = page.post(f"/reminders/{reminder.pk}/move/", FOLLOWING).content.decode()

    assert "Every week on Monday and Wednesday at 10:00, starting 25 November 2026" in words
    assert "all its days have the same times, so the time changes on all of them" in words
    assert re.findall(r"<time[^>]*>\w+ ([\w ]+), 10:00</time>", words) == [
        "25 November 2026",
        "30 November 2026",
        "2 December 2026",
        "7 December 2026",
        "9 December 2026",
    ]
    assert Reminder.objects.values().get() == before
    again = page.post(f"/reminders/{reminder.pk}/move/", FOLLOWING | {"back": "yes"})
    assert (again.status_code, b'value="25.11.2026"' in again.content) == (200, True)
    assert Reminder.objects.values().get() == before

    assert page.post(f"/reminders/{reminder.pk}/move/", FOLLOWING | {"read": "yes"}).status_code == 302
    assert (fresh(reminder).weekdays, fresh(reminder).local_time) == ("MO,WE", time(10))
    assert fresh(reminder).next_due_at == datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_nothing_is_said_of_other_days_where_only_the_day_changes(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, weekdays=(0, 3), now=NINE)

    page = page.post(f"/reminders/{reminder.pk}/move/", FOLLOWING | {"clock": "9"})

    assert b"all its days have the same times" not in page.content


@pytest.mark.parametrize("read", [{}, {"read": "yes"}])
@pytest.mark.parametrize(
    ("rule", "typed", "words"),
    [
        ({"unit": Unit.WEEKS, "weekdays": (2, 3)}, {"day": "26.11.2026"}, "It comes on that day already"),
        ({"more_times": (time(21),)}, {"day": "24.11.2026", "clock": "9"}, "It comes at that time already"),
        ({"unit": Unit.WEEKS, "weekdays": (2, 3)}, {"day": "15.12.2026"}, "Its other days and times stay as they are."),
        ({"left_out": (date(2026, 11, 25),)}, {}, "That is one of the days to leave out."),
        ({"until": date(2026, 11, 24)}, {}, "Its last day is before that."),
        ({}, {"day": "23.11.2026", "clock": "9:30"}, "This moment has passed."),
        ({}, {"day": "31.12.2199"}, "Choose a day within a year from now."),
        ({}, {"shown": "1"}, "The next one is another now"),
        ({}, {"shown": "9" * 400}, "The next one is another now"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_moved_is_said_and_nothing_is_lost(page, ada, read, rule, typed, words):
    reminder = make_reminder(ada, **rule)
    Reminder.objects.update(next_due_at=reminder.upcoming(NINE + ONE_HOUR)[0])
    before = Reminder.objects.values().get()

    response = page.post(f"/reminders/{reminder.pk}/move/", FOLLOWING | typed | read)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert f'value="{typed.get("day", "25.11.2026")}"' in response.content.decode()
    assert Reminder.objects.values().get() == before


def test_the_next_one_is_moved_on_a_page(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 30))
    address = f"/reminders/{reminder.pk}/move/"

    assert b'value="30.11.2026"' in page.get(address).content
    assert page.post(address, {"day": "1.12.2026", "clock": "10"}).status_code == 422
    assert page.post(address, {"which": "one", "day": "1.1.2020", "clock": "10"}).status_code == 422
    assert page.post(address, {"which": "one", "day": "1.12.2026", "clock": "10"}).status_code == 302

    assert fresh(reminder).next_due_at == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert fresh(reminder).local_time == time(9)


def in_other_words(reminder, owner, now):
    words = {"title": "New", "note": "", "schedule": reminder.schedule}
    return actions.change_reminder(reminder=reminder, member=owner, now=now, **words)


def test_in_other_words_it_comes_when_it_was_moved_to(ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 30))
    moved = move(reminder, ada, NINE + 8 * ONE_DAY)

    changed = in_other_words(moved, ada, NINE)

    assert (changed.title, changed.next_due_at, changed.moved_from) == ("New", moved.next_due_at, moved.moved_from)


def test_in_other_words_what_is_due_in_that_moment_still_rings(ada):
    reminder = make_reminder(ada)
    a_little_later = NINE + ONE_HOUR / 360

    in_other_words(reminder, ada, a_little_later)

    assert actions.fire(fresh(reminder), now=a_little_later).due_at == NINE


@pytest.mark.parametrize("change", ["pause", "resume", "change"])
def test_a_change_of_the_reminder_forgets_the_move(ada, change):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 30))
    move(reminder, ada, NINE + 8 * ONE_DAY)
    if change == "change":
        words = {"title": "New", "note": "", "schedule": replace(reminder.schedule, local_time=time(10))}
        actions.change_reminder(reminder=reminder, member=ada, now=NINE, **words)
    else:
        actions.pause_reminder(reminder=reminder, member=ada, now=NINE)
    if change == "resume":
        actions.resume_reminder(reminder=reminder, member=ada, now=NINE)

    assert Reminder.objects.get().moved_from is None


def test_nobody_else_puts_off_corrects_or_moves(client, ada, bo):
    occurrence = due(ada)
    client.force_login(bo)

    for address in ("due/{0.pk}/later/", "due/{0.pk}/correct/", "{0.reminder_id}/move/"):
        assert client.get("/reminders/" + address.format(occurrence)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.snooze(occurrence=occurrence, member=bo, until=NINE + ONE_HOUR, now=NINE)
    with pytest.raises(PermissionDenied):
        actions.correct_answer(occurrence=occurrence, member=bo, answer=Answer.DONE, answered_at=NINE, now=NINE)
    for act in (actions.move_next, actions.move_following):
        with pytest.raises(PermissionDenied):
            move(occurrence.reminder, bo, NINE + ONE_HOUR, act)
