"""A mail about a meeting that waits stays unsent once its reader is no longer in the group."""

from datetime import time, timedelta

import pytest

from community.groups.actions import join_group, leave_group
from community.notifications.models import Delivery
from tests.chat.meetings.calendars import calendar_in, invite, sent
from tests.chat.meetings.factories import TUESDAY, attend, cancel, make_meeting, move
from tests.factories import NOON, join, make_moderator, make_user
from tests.groups.factories import remove

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def meeting(room, mo, ada, bo):
    meeting = make_meeting(room, mo, title="Round of the quiet ones")
    attend(meeting, ada, bo)
    return meeting


@pytest.fixture
def gil(group):
    return make_moderator(group)


def told_by_mail(meeting):
    """Who was sent one about the meeting."""
    sent()
    mails = Delivery.objects.filter(notification__key=meeting.news_key, sent_at__isnull=False)
    return sorted(mails.values_list("to_address", flat=True))


def to_calendar_of(member, mails):
    found = [calendar_in(message) for message in mails if message["To"] == member.email]
    return [calendar[0] for calendar in found if calendar is not None]


def test_who_was_taken_out_gets_no_mail_of_its_new_time(meeting, group, mo, gil, ada, bo):
    move(meeting, mo, local_time=time(20))

    remove(group, ada, gil)

    assert told_by_mail(meeting) == [bo.email]
    assert Delivery.objects.get(to_address=ada.email, notification__kind="meeting").why == "unwanted"


def test_who_left_and_came_back_before_it_went_gets_it(meeting, group, mo, ada, bo):
    move(meeting, mo, local_time=time(20))
    leave_group(group=group, member=ada, now=NOON)
    join_group(group=group, member=ada, now=NOON)

    assert told_by_mail(meeting) == [ada.email, bo.email]


def test_a_moderator_of_the_site_who_comes_from_outside_gets_it(meeting, mo, ada, bo):
    join(meeting.room.group, other := make_user("Olga", is_moderator=True))
    attend(meeting, other)
    move(meeting, mo, local_time=time(20))
    leave_group(group=meeting.room.group, member=other, now=NOON)

    assert other.email in told_by_mail(meeting)


def test_what_takes_it_out_of_a_calendar_still_goes(meeting, group, mo, gil, ada):
    invite(meeting, ada)
    sent()
    cancel(meeting, mo)

    remove(group, ada, gil)

    assert to_calendar_of(ada, sent()) == ["CANCEL"]


def test_a_new_time_for_the_calendar_does_not_go_and_the_calendar_forgets_it(meeting, group, mo, gil, ada, later):
    invite(meeting, ada)
    sent()
    move(meeting, mo, starts_on=TUESDAY + timedelta(days=1))
    remove(group, ada, gil)

    assert to_calendar_of(ada, [*sent(), *later(1), *later(2)]) == ["CANCEL"]
