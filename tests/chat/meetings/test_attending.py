from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.chat.actions import attending
from community.chat.models import Attendance
from community.groups.actions import leave_group
from tests.chat.meetings.factories import SEVEN, attend, cancel, decline, make_meeting
from tests.concurrency import at_once
from tests.factories import NOON, join, make_user


@pytest.fixture
def full(room, mo, ada):
    meeting = make_meeting(room, mo, capacity=1)
    attend(meeting, ada)
    return meeting


def answers(meeting):
    return dict(meeting.attendances.values_list("member__username", "answer"))


def test_coming_and_not_coming_are_one_answer(meeting, ada):
    attend(meeting, ada)
    attend(meeting, ada)
    assert answers(meeting) == {"Ada": "attending"}

    decline(meeting, ada)
    assert answers(meeting) == {"Ada": "cannot"}


def test_strangers_do_not_attend(meeting, eve):
    for act in (attending.attend, attending.decline):
        with pytest.raises(PermissionDenied):
            act(meeting=meeting, member=eve, now=NOON)

    assert not Attendance.objects.exists()


def test_nobody_answers_what_is_over_or_was_called_off(room, meeting, ada, mo):
    with pytest.raises(PermissionDenied):
        attend(meeting, ada, now=SEVEN + timedelta(hours=1))
    cancel(meeting, mo)
    with pytest.raises(PermissionDenied):
        attend(meeting, ada)

    assert not Attendance.objects.exists()


def test_later_ones_wait_in_line_and_move_up_in_their_order(full, ada, bo):
    cy = make_user("Cy")
    join(full.room.group, cy)

    assert attend(full, bo, now=NOON + timedelta(minutes=1)) == ["waiting"]
    assert attend(full, cy, now=NOON + timedelta(minutes=2)) == ["waiting"]
    decline(full, ada, now=NOON + timedelta(minutes=3))

    assert answers(full) == {"Ada": "cannot", "Bo": "attending", "Cy": "waiting"}
    notice = bo.notifications.get()
    assert (notice.kind, notice.url) == ("meeting", full.get_absolute_url())
    assert notice.text == "There is a place for you: “Quiet hour”, Tuesday, 24 November at 18:00."
    assert not cy.notifications.exists()


def test_who_changes_their_mind_goes_to_the_end_of_the_line(full, ada, bo):
    attend(full, bo, now=NOON + timedelta(minutes=1))
    decline(full, ada, now=NOON + timedelta(minutes=2))

    assert attend(full, ada, now=NOON + timedelta(minutes=3)) == ["waiting"]


def test_who_left_the_group_holds_no_place(full, group, ada, bo):
    leave_group(group=group, member=ada, now=NOON)

    assert attend(full, bo) == ["attending"]


def test_place_of_somebody_who_left_is_given_away_by_the_worker(full, group, ada, bo):
    attend(full, bo)
    leave_group(group=group, member=ada, now=NOON)

    attending.give_free_places(now=NOON)

    assert answers(full)["Bo"] == "attending"


def test_an_answer_is_of_a_known_kind_and_there_is_one(meeting, ada):
    attend(meeting, ada)
    fields = {"meeting": meeting, "member": ada, "answered_at": NOON}

    for answer in ("attending", "perhaps"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(**fields, answer=answer)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_taken_once(room, group, mo):
    meeting = make_meeting(room, mo, capacity=1)
    members = [make_user(f"Member{number}") for number in range(4)]
    join(group, *members)

    taken = at_once(*[lambda member=member: attend(meeting, member) for member in members])

    assert sorted(taken) == [["attending"], ["waiting"], ["waiting"], ["waiting"]]


@pytest.mark.django_db(transaction=True)
def test_a_free_place_is_given_once_when_several_go_at_once(room, group, mo):
    meeting = make_meeting(room, mo, capacity=2)
    members = [make_user(f"Member{number}") for number in range(5)]
    join(group, *members)
    attend(meeting, *members)

    at_once(*[lambda member=member: decline(meeting, member) for member in members[:2]])

    assert meeting.attendances.attending().count() == 2
    assert meeting.attendances.in_line().count() == 1
