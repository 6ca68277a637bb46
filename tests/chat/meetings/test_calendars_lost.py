"""What a calendar was to hear and did not, because its mail was dropped or came back: it is told again, once."""

from datetime import timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction, User
from community.chat.actions.meeting_news import tell_calendar
from community.chat.models import CalendarEntry
from community.chat.tasks import put_calendars_right
from community.groups.actions import join_group, leave_group
from community.notifications.actions import choose_ways, freeze_mail, record_bounce, release_mail, trust_address
from community.notifications.bounces import Bounce
from community.notifications.models import Delivery
from tests.chat.meetings.calendars import calendar_in, invite, mails_come_back, messages_in, sent
from tests.chat.meetings.factories import TUESDAY, attend, cancel, make_meeting, move
from tests.concurrency import at_once
from tests.factories import NOON

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def meeting(room, mo, ada):
    """In Ada's calendar since a minute, and just moved: the mail of that waits."""
    meeting = make_meeting(room, mo)
    attend(meeting, ada, now=NOON - MINUTE)
    invite(meeting, ada)
    assert messages_in(sent()) == [("REQUEST", 0)]
    move(meeting, mo, starts_on=TUESDAY + DAY)
    return meeting


def fresh(member):
    return User.objects.get(pk=member.pk)


def off_and_on(member):
    """Within a minute, and the outbox was looked through in between."""
    choose_ways(member, ways={"meeting": "app"})
    assert sent() == []
    choose_ways(member, ways={"meeting": "now"})


def test_mails_switched_off_and_on_again_lose_nothing(meeting, ada, later):
    off_and_on(ada)
    assert Delivery.objects.get(dropped_at=NOON).why == "stopped"

    [(method, event)] = map(calendar_in, [*later(1), *later(2)])

    assert (method, event["SEQUENCE"], event["DTSTART"]) == ("REQUEST", 2, "20261125T180000Z")


def test_who_left_meanwhile_hears_that_it_is_off_and_nothing_of_the_new_time(meeting, group, ada, later):
    off_and_on(ada)
    leave_group(group=group, member=ada, now=NOON)

    assert messages_in([*later(1), *later(2)]) == [("CANCEL", 2)]


def test_what_was_called_off_meanwhile_is_off(meeting, ada, mo, later):
    off_and_on(ada)
    cancel(meeting, mo)

    assert messages_in([*sent(), *later(1), *later(2)]) == [("CANCEL", 2)]


def test_dropped_because_the_address_was_stopped_it_goes_once_mails_arrive(meeting, ada, later):
    mails_come_back(ada)
    assert [*sent(), *later(1)] == []
    trust_address(fresh(ada), now=NOON)

    assert messages_in([*later(2), *later(3)]) == [("REQUEST", 2)]


@pytest.mark.parametrize(("is_back", "heard"), [(False, ("CANCEL", 3)), (True, ("REQUEST", 3))])
def test_a_last_word_that_was_lost_is_said_again_as_things_stand_then(meeting, group, ada, is_back, heard, later):
    leave_group(group=group, member=ada, now=NOON)
    put_calendars_right()
    mails_come_back(ada)
    assert sent() == []
    if is_back:
        join_group(group=group, member=ada, now=NOON)
    trust_address(fresh(ada), now=NOON)

    assert messages_in([*later(2), *later(3)]) == [heard]


def test_dropped_because_of_a_suspension_it_goes_after_it(meeting, ada, later):
    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=NOON + MINUTE, now=NOON)
    assert sent() == []

    assert messages_in([*later(1), *later(2)]) == [("REQUEST", 2)]


@pytest.mark.parametrize("bounce", [Bounce.HARD, Bounce.SOFT])
def test_what_came_back_goes_again_once_its_reader_shows_that_mails_arrive(meeting, ada, bounce, later):
    assert messages_in(sent()) == [("REQUEST", 1)]
    record_bounce(told(), bounce=bounce, now=NOON)
    if bounce == Bounce.SOFT:  # the fifth day in a row
        mails_come_back(ada)
    assert later(1) == []
    trust_address(fresh(ada), now=NOON + MINUTE)

    assert messages_in([*later(2), *later(3)]) == [("REQUEST", 2)]


def told():
    return CalendarEntry.objects.get().told_by


@pytest.mark.parametrize("why", ["refused", "failed"])
def test_what_is_refused_or_fails_for_hours_is_not_tried_every_minute(meeting, why, later):
    Delivery.objects.filter(pk=told().pk).update(dropped_at=NOON, why=why)

    assert later() == []


def test_what_may_have_arrived_before_a_restore_is_not_told_twice(meeting, later):
    freeze_mail(backup_at=NOON, now=NOON)
    release_mail(alive_until=NOON + MINUTE, now=NOON)

    assert later() == []
    assert told().why == "restored"


@pytest.mark.parametrize("lost", [True, False])
def test_once_retention_has_erased_the_mail_it_counts_as_told(meeting, ada, lost, later):
    if lost:
        off_and_on(ada)
    else:
        sent()
    Delivery.objects.all().delete()

    assert later() == []
    assert told() is None


def test_whoever_chooses_no_mails_in_that_very_moment_was_told_nothing(meeting, ada):
    sent()
    as_it_was = CalendarEntry.objects.values().get()
    known = meeting.attendances.with_calendar(NOON).get()
    choose_ways(ada, ways={"meeting": "app"})

    tell_calendar(known, meeting, "Again.", key=meeting.news_key, now=NOON)

    assert CalendarEntry.objects.values().get() == as_it_was


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_tell_it_once(meeting, ada):
    off_and_on(ada)

    at_once(put_calendars_right, put_calendars_right)

    assert messages_in(sent()) == [("REQUEST", 2)]
