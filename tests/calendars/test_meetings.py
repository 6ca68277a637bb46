"""Meetings in a subscription: those one said one would come to, in rooms one may still see."""

from datetime import timedelta

import pytest

from community.accounts.actions import block
from community.chat.models import Meeting
from community.groups.actions import leave_group
from community.groups.models import Membership, SupportGroup
from tests.calendars.factories import events_for, subscribe, words_for
from tests.chat.factories import make_room
from tests.chat.meetings.factories import SEVEN, TUESDAY, attend, cancel, decline, make_meeting, move
from tests.factories import NOON, join, make_user
from tests.reminders.factories import make_reminder

CANARY = "Botulinumzzq"
DAY = timedelta(days=1)


@pytest.fixture
def room(group):
    return make_room(group, name=f"{CANARY} room")


@pytest.fixture
def meeting(room, mo, ada):
    meeting = make_meeting(room, mo, title=f"{CANARY} evening")
    attend(meeting, ada)
    subscribe(ada)
    return meeting


def test_a_meeting_says_when_and_nothing_of_what(meeting, ada):
    assert events_for(ada) == [
        {
            "UID": f"meeting-{meeting.pk}@127.0.0.1:8000",
            "DTSTAMP": "20261122T120000Z",
            "SEQUENCE": 0,
            "DTSTART": "20261124T180000Z",
            "DTEND": "20261124T190000Z",
            "SUMMARY": "Meeting",
            "URL": f"http://127.0.0.1:8000/meetings/{meeting.pk}/",
            "STATUS": "CONFIRMED",
            "CLASS": "PRIVATE",
        }
    ]
    assert CANARY not in words_for(ada)


def test_by_choice_it_says_its_title_and_never_room_or_group(meeting, ada):
    subscribe(ada, words=True)

    assert events_for(ada)[0]["SUMMARY"] == f"{CANARY} evening"
    assert f"{CANARY} room" not in words_for(ada)
    assert "emifacial" not in words_for(ada)


def test_moved_it_keeps_its_uid_and_called_off_it_is_marked_for_two_weeks(meeting, mo, ada):
    move(meeting, mo, starts_on=TUESDAY + 30 * DAY)
    moved = events_for(ada)[0]
    cancel(meeting, mo, now=NOON + DAY)
    cancelled = events_for(ada, now=NOON + DAY)[0]

    assert moved["UID"] == cancelled["UID"]
    assert [event["SEQUENCE"] for event in (moved, cancelled)] == [1, 2]
    assert (moved["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert events_for(ada, now=NOON + 15 * DAY) != []
    assert events_for(ada, now=NOON + 16 * DAY) == []


def test_only_what_one_plans_to_join(meeting, room, mo, ada, bo):
    subscribe(bo)
    full = make_meeting(room, mo, capacity=1, local_time=SEVEN.time())
    attend(full, mo, ada)
    assert len(events_for(ada)) == 1
    assert events_for(bo) == []

    decline(meeting, ada)

    assert events_for(ada) == []


def test_who_left_or_may_not_see_the_room_any_more_reads_nothing_of_it(meeting, group, ada):
    assert len(events_for(ada)) == 1
    SupportGroup.objects.filter(pk=group.pk).update(privacy="private")
    assert len(events_for(ada)) == 1

    leave_group(group=group, member=ada, now=NOON)
    assert events_for(ada) == []

    SupportGroup.objects.filter(pk=group.pk).update(privacy="public")
    assert events_for(ada) == []  # open to read, but whoever left takes no place


def test_a_moderator_of_the_site_needs_no_membership(meeting, group, mo):
    attend(meeting, mo)
    Membership.objects.filter(member=mo).delete()
    subscribe(mo)

    assert len(events_for(mo)) == 1


def test_switched_off_rooms_bring_no_meetings(meeting, ada, settings):
    make_reminder(ada)

    settings.SWITCHED_OFF = ["chat"]

    assert {event["SUMMARY"] for event in events_for(ada)} == {"Reminder"}


def test_a_blocked_host_is_named_nowhere_and_nobody_else_either(meeting, group, mo, ada, bo):
    wren = make_user("Wrenfieldzzq")
    join(group, wren)
    attend(meeting, bo, wren)
    block(mo, blocker=ada, now=NOON)
    subscribe(ada, words=True)

    text = words_for(ada)

    assert meeting.get_absolute_url() in text
    assert not any(word in text for word in ("Wrenfieldzzq", "mailto", "ATTENDEE", "ORGANIZER", ":Mo"))


def test_what_is_long_over_or_far_away_is_not_there(meeting, ada):
    assert len(events_for(ada, now=SEVEN + 7 * DAY)) == 1
    assert events_for(ada, now=SEVEN + 8 * DAY) == []
    Meeting.objects.update(starts_at=NOON + 61 * DAY, ends_at=NOON + 62 * DAY)
    assert events_for(ada) == []
