"""The next one at another moment, alone or with all that follow."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Unit
from tests.reminders.factories import BERLIN, NINE, ONE_DAY, ONE_HOUR, due, fresh, make_reminder

Answer = Occurrence.Answer


def move(reminder, owner, to, act=actions.move_next):
    return act(reminder=reminder, member=owner, to=to, now=NINE)


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
    to = datetime(2027, 2, 18, 9, 30, tzinfo=UTC)

    moved = move(reminder, ada, to, actions.move_following)

    in_berlin = [moment.astimezone(BERLIN) for moment in fresh(reminder).upcoming(NINE)]
    wanted = [datetime(2027, 2, 18, 10, 30) + timedelta(weeks=12) * number for number in range(4)]
    assert [moment.replace(tzinfo=None) for moment in in_berlin] == wanted
    assert moved.sentence == "Every 12 weeks at 10:30, starting 18 February 2027, 4 times in all"


def test_a_rule_with_weekdays_is_changed_not_moved(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, weekdays=(0, 3))
    typed = {"which": "following", "day": "25.11.2026", "clock": "10"}

    response = page.post(f"/reminders/{reminder.pk}/move/", typed)

    assert response.status_code == 422
    assert b"Its weekdays, days or times are set one by one." in response.content
    assert fresh(reminder).weekdays == "MO,TH"


def test_the_next_one_is_moved_on_a_page(page, ada):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 30))
    address = f"/reminders/{reminder.pk}/move/"

    assert b'value="30.11.2026"' in page.get(address).content
    assert page.post(address, {"day": "1.12.2026", "clock": "10"}).status_code == 422
    assert page.post(address, {"which": "one", "day": "1.1.2020", "clock": "10"}).status_code == 422
    assert page.post(address, {"which": "one", "day": "1.12.2026", "clock": "10"}).status_code == 302

    assert fresh(reminder).next_due_at == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert fresh(reminder).local_time == time(9)


@pytest.mark.parametrize("change", ["pause", "resume", "change"])
def test_a_change_of_the_reminder_forgets_the_move(ada, change):
    reminder = make_reminder(ada, unit=Unit.WEEKS, starts_on=date(2026, 11, 30))
    move(reminder, ada, NINE + 8 * ONE_DAY)
    if change == "change":
        words = {"title": "New", "note": "", "schedule": reminder.schedule}
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
