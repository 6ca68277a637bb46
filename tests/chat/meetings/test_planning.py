from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions import planning
from community.chat.models import Meeting, MeetingPlan
from community.groups.models import Membership
from tests.chat.meetings.factories import SEVEN, TUESDAY, about, attend, cancel, fresh, make_meeting, move, when
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_moderator, make_user

WEEK = timedelta(weeks=1)


def moments(plan):
    return list(plan.meetings.order_by("number").values_list("number", "starts_at"))


def test_once_is_one_meeting(room, mo):
    meeting = make_meeting(room, mo)

    assert moments(meeting.plan) == [(1, SEVEN)]
    assert meeting.ends_at == SEVEN + timedelta(hours=1)
    assert meeting.plan.in_words == ""
    assert planning.make_all_ahead(now=NOON + 10 * WEEK) == 0


def test_one_far_away_is_there_at_once(room, mo):
    meeting = make_meeting(room, mo, starts_on=date(2027, 9, 7), weeks=1)

    assert moments(meeting.plan) == [(1, datetime(2027, 9, 7, 17, tzinfo=UTC))]


def test_a_series_is_made_eight_weeks_ahead_and_goes_on(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan

    assert moments(plan) == [(number + 1, SEVEN + number * WEEK) for number in range(8)]
    assert plan.in_words == "Every week on Tuesday at 19:00 (Europe/Berlin)"
    assert planning.make_all_ahead(now=NOON) == 0
    assert planning.make_all_ahead(now=NOON + 2 * WEEK) == 2
    assert planning.make_all_ahead(now=NOON + 2 * WEEK) == 0
    assert [number for number, _moment in moments(plan)] == list(range(1, 11))


def test_seven_in_the_evening_stays_seven_over_the_change_of_the_clocks(room, mo):
    plan = make_meeting(room, mo, now=datetime(2027, 3, 1, tzinfo=UTC), starts_on=date(2027, 3, 16), weeks=1).plan

    local = {moment.astimezone(plan.zone).time() for _number, moment in moments(plan)}
    assert local == {time(19)}
    assert {moment.hour for _number, moment in moments(plan)} == {18, 17}


def test_where_the_clocks_jump_over_it_it_is_the_first_minute_after(room, mo):
    early = datetime(2027, 3, 1, tzinfo=UTC)
    meeting = make_meeting(room, mo, now=early, starts_on=date(2027, 3, 28), local_time=time(2, 30))

    assert meeting.starts_at == datetime(2027, 3, 28, 1, tzinfo=UTC)  # 03:00 in summer time


def test_every_second_week_until_a_day(room, mo):
    plan = make_meeting(room, mo, weeks=2, until=TUESDAY + 4 * WEEK).plan

    planning.make_all_ahead(now=NOON + 6 * WEEK)

    assert moments(plan) == [(1, SEVEN), (2, SEVEN + 2 * WEEK), (3, SEVEN + 4 * WEEK)]


def test_after_a_long_outage_no_meeting_is_made_in_the_past(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan

    back = SEVEN + 12 * WEEK + timedelta(minutes=30)  # in the middle of number 13
    planning.make_all_ahead(now=back)

    assert [number for number, _moment in moments(plan)] == [*range(1, 9), *range(13, 22)]
    assert moments(plan)[8] == (13, SEVEN + 12 * WEEK)


def test_the_same_form_twice_plans_once(room, mo):
    first = make_meeting(room, mo, weeks=1)

    again = make_meeting(room, mo, weeks=1, now=NOON + timedelta(seconds=5))

    assert again == first
    assert MeetingPlan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_each_meeting_once(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan
    later = NOON + 4 * WEEK

    made = at_once(*[lambda: planning.make_ahead(plan, now=later)] * 3)

    assert sorted(made) == [0, 0, 4]
    assert plan.meetings.count() == 12


def test_two_meetings_of_one_number_are_refused_by_the_database(room, mo):
    meeting = make_meeting(room, mo)
    fields = {"plan": meeting.plan, "number": 1, "starts_at": SEVEN, "ends_at": SEVEN + WEEK, "timed_at": NOON}

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(**fields | {"number": 2, "ends_at": SEVEN})


def test_members_strangers_and_silenced_hosts_plan_nothing(room, group, ada, eve, mo):
    hal = make_user("Hal")
    join(group, hal, role=Membership.Role.HOST)
    assert make_meeting(room, hal).plan.host == hal
    sanction(hal, kind=Sanction.Kind.SILENCE, until=None, now=NOON)

    for person in (ada, eve, hal):
        with pytest.raises(PermissionDenied):
            make_meeting(room, person, title="Not mine")

    assert MeetingPlan.objects.count() == 1


def test_the_host_has_to_be_of_the_team(room, ada, mo):
    with pytest.raises(PermissionDenied):
        planning.plan_meeting(room=room, planner=mo, host=ada, about=about(), when=when(), now=NOON)


def test_a_moment_that_has_passed_is_refused(room, mo):
    with pytest.raises(planning.NotAhead):
        make_meeting(room, mo, starts_on=date(2026, 11, 22), local_time=time(12, 59))

    assert not MeetingPlan.objects.exists()


def test_one_meeting_of_a_series_is_moved_alone(room, mo):
    first = make_meeting(room, mo, weeks=1)

    move(first, mo, starts_on=TUESDAY + timedelta(days=1), local_time=time(20), minutes=90)

    moved = fresh(first)
    assert moved.starts_at == SEVEN + timedelta(days=1, hours=1)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=90)
    assert moved.sequence == 1
    assert moments(moved.plan)[1:] == [(number + 1, SEVEN + number * WEEK) for number in range(1, 8)]
    planning.make_all_ahead(now=NOON + WEEK)
    assert moments(moved.plan)[-1] == (9, SEVEN + 8 * WEEK)


def test_all_that_follow_move_and_those_before_stay(room, mo):
    plan = make_meeting(room, mo, weeks=1, until=TUESDAY + 20 * WEEK).plan
    third = plan.meetings.get(number=3)

    move(third, mo, following=True, starts_on=date(2026, 12, 10), local_time=time(18))

    thursdays = datetime(2026, 12, 10, 17, tzinfo=UTC)
    assert moments(plan)[:2] == [(1, SEVEN), (2, SEVEN + WEEK)]
    assert moments(plan)[2:] == [(3 + number, thursdays + number * WEEK) for number in range(6)]
    planning.make_all_ahead(now=NOON + 3 * WEEK)
    assert moments(plan)[-1] == (11, thursdays + 8 * WEEK)
    assert MeetingPlan.objects.get().until == TUESDAY + 20 * WEEK + timedelta(days=2)


def test_series_that_ends_soon_moves_whole(room, mo):
    plan = make_meeting(room, mo, weeks=1, until=TUESDAY + WEEK).plan

    move(plan.meetings.get(number=1), mo, following=True, starts_on=TUESDAY - timedelta(days=1))

    assert moments(plan) == [(1, SEVEN - timedelta(days=1)), (2, SEVEN + WEEK - timedelta(days=1))]


def test_calling_off_one_leaves_the_others_and_makes_no_new_one(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan

    cancel(plan.meetings.get(number=2), mo)
    planning.make_all_ahead(now=NOON)

    assert plan.meetings.standing().count() == 7
    assert (plan.meetings.get(number=2).cancelled_at, plan.meetings.get(number=2).sequence) == (NOON, 1)
    assert plan.meetings.count() == 8


def test_calling_off_all_that_follow_ends_the_plan(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan

    cancel(plan.meetings.get(number=3), mo, following=True)

    assert list(plan.meetings.standing().order_by("number").values_list("number", flat=True)) == [1, 2]
    assert planning.make_all_ahead(now=NOON + 10 * WEEK) == 0


def test_what_was_called_off_has_begun_or_is_over_cannot_be_changed(room, mo):
    called_off, begun = make_meeting(room, mo), make_meeting(room, mo, title="Another")
    cancel(called_off, mo)

    for meeting, now in ((called_off, NOON), (begun, SEVEN)):
        with pytest.raises(planning.NotAhead):
            move(meeting, mo, starts_on=TUESDAY + WEEK, now=now)
        with pytest.raises(planning.NotAhead):
            cancel(meeting, mo, now=now)


def test_moving_into_the_past_changes_nothing(room, mo):
    plan = make_meeting(room, mo, weeks=1).plan
    before = moments(plan)

    for following in (True, False):
        with pytest.raises(planning.NotAhead):
            move(plan.meetings.get(number=1), mo, following=following, starts_on=date(2026, 11, 20))

    assert moments(plan) == before
    assert MeetingPlan.objects.get().starts_on == TUESDAY


def test_members_move_and_call_off_nothing(room, ada, mo):
    meeting = make_meeting(room, mo)

    with pytest.raises(PermissionDenied):
        move(meeting, ada, starts_on=TUESDAY + WEEK)
    with pytest.raises(PermissionDenied):
        cancel(meeting, ada)
    with pytest.raises(PermissionDenied):
        planning.change_about(plan=meeting.plan, planner=ada, host=mo, about=about(), now=NOON)

    assert fresh(meeting).starts_at == SEVEN


def test_moderator_of_another_group_is_a_stranger_here(room, mo):
    other = make_moderator(make_group("other"), "Oda")

    with pytest.raises(PermissionDenied):
        make_meeting(room, other)


def test_more_places_go_to_those_in_line(room, ada, bo, mo):
    meeting = make_meeting(room, mo, capacity=1)
    assert attend(meeting, ada, bo) == ["attending", "waiting"]

    planning.change_about(plan=meeting.plan, planner=mo, host=mo, about=about(capacity=2), now=NOON)

    assert set(meeting.attendances.values_list("answer", flat=True)) == {"attending"}
    assert "There is a place for you" in bo.notifications.get().text


def test_fewer_places_take_nobody_out(room, ada, bo, mo):
    meeting = make_meeting(room, mo, capacity=2)
    attend(meeting, ada, bo)

    planning.change_about(plan=meeting.plan, planner=mo, host=mo, about=about(capacity=1), now=NOON)

    assert set(meeting.attendances.values_list("answer", flat=True)) == {"attending"}
