"""What calendars hear when nobody moved anything: their member left or came back, chose mails or none, or mails reach
them again."""

from datetime import timedelta

import pytest

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import Sanction, User
from community.chat.models import CalendarEntry
from community.chat.tasks import put_calendars_right
from community.groups.actions import join_group, leave_group, remove_member, undo_leaving
from community.notifications.actions import choose_ways, stop_mails, trust_address
from community.notifications.models import Delivery
from community.ticks import TICKS
from tests.chat.meetings.calendars import calendar_in, invite, mails_come_back, messages_in, sent
from tests.chat.meetings.factories import SEVEN, TUESDAY, attend, cancel, decline, make_meeting, move
from tests.concurrency import at_once
from tests.factories import NOON, join, make_user

CANARY = "Botulinumzzq"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def meeting(room, mo, ada):
    """In Ada's calendar since a minute."""
    meeting = make_meeting(room, mo, title=f"{CANARY} evening")
    attend(meeting, ada, now=NOON - MINUTE)
    invite(meeting, ada)
    assert messages_in(sent()) == [("REQUEST", 0)]
    return meeting


def fresh(member):
    return User.objects.get(pk=member.pk)


def leave(group, member):
    leave_group(group=group, member=member, now=NOON)


def taken_out(group, member, mo):
    remove_member(membership=group.memberships.get(member=member), moderator=mo, now=NOON)


def test_who_leaves_hears_once_that_it_is_off_and_who_is_back_that_it_is_on(meeting, group, ada, later):
    leave(group, ada)
    gone = [*later(1), *later(2)]
    undo_leaving(group=group, member=ada, now=NOON + 3 * MINUTE)
    back = [*later(3), *later(4)]

    assert messages_in(gone) == [("CANCEL", 1)]
    assert messages_in(back) == [("REQUEST", 2)]
    events = [calendar_in(message)[1] for message in (*gone, *back)]
    assert {event["UID"] for event in events} == {f"meeting-{meeting.pk}@127.0.0.1:8000"}
    assert {message["To"] for message in (*gone, *back)} == {ada.email}


def test_who_left_and_is_back_before_the_clock_ticks_hears_nothing(meeting, group, ada, later):
    leave(group, ada)
    join_group(group=group, member=ada, now=NOON)

    assert later() == []


def test_who_is_taken_out_hears_it_and_neither_mail_nor_notice_has_a_word_of_it(meeting, group, ada, mo, later):
    taken_out(group, ada, mo)

    [message] = [message for message in later() if calendar_in(message)]

    assert messages_in([message]) == [("CANCEL", 1)]
    notice = ada.notifications.get(key=meeting.calendar_key)
    assert notice.text == "A meeting on Tuesday, 24 November at 19:00 was taken out of your calendar."
    assert (notice.read_at, notice.url) == (NOON + MINUTE, "/meetings/")
    assert "http://127.0.0.1:8000/notifications/" in message.get_body(("plain",)).get_content()
    assert f"/meetings/{meeting.pk}/" not in message.get_body(("plain",)).get_content()
    assert CANARY not in message.as_string()


def test_who_left_learns_no_new_time(meeting, group, ada, mo, later):
    mails_come_back(ada)
    move(meeting, mo, starts_on=TUESDAY + DAY)
    leave(group, ada)
    assert later() == []
    trust_address(fresh(ada), now=NOON)

    [(method, event)] = map(calendar_in, later(2))

    assert (method, event["SEQUENCE"], event["DTSTART"]) == ("CANCEL", 1, "20261124T180000Z")


def test_an_invitation_that_still_waits_does_not_follow_whoever_left(meeting, group, ada, mo, later):
    move(meeting, mo, starts_on=TUESDAY + DAY)
    leave(group, ada)

    assert messages_in(later()) == [("CANCEL", 2)]


def test_a_moderator_of_the_site_may_come_everywhere(meeting, group, ada, later):
    User.objects.filter(pk=ada.pk).update(is_moderator=True)
    leave(group, ada)

    assert later() == []

    User.objects.filter(pk=ada.pk).update(is_moderator=False)
    assert messages_in(later(2)) == [("CANCEL", 1)]


@pytest.mark.parametrize("way", ["app", "off"])
def test_who_wants_no_mails_any_more_hears_once_that_it_is_off_and_nothing_waits_in_the_app(meeting, ada, way, later):
    choose_ways(ada, ways={"meeting": way})

    assert messages_in([*later(1), *later(2)]) == [("CANCEL", 1)]
    assert not ada.notifications.unread().exists()

    choose_ways(ada, ways={"meeting": "now"})
    assert messages_in([*later(3), *later(4)]) == [("REQUEST", 2)]


def test_stopped_by_the_link_in_a_mail_it_goes_too(meeting, ada, later):
    stop_mails(ada, kind="meeting")

    assert messages_in(later()) == [("CANCEL", 1)]


def test_another_kind_switched_off_changes_nothing(meeting, ada, later):
    choose_ways(ada, ways={"reply": "off", "room": "app"})

    assert later() == []


def test_the_last_word_goes_though_mails_are_off_and_invitations_do_not(meeting, ada, mo):
    move(meeting, mo, starts_on=TUESDAY + DAY)
    choose_ways(ada, ways={"meeting": "off"})
    assert sent() == []

    cancel(meeting, mo)

    assert messages_in(sent()) == [("CANCEL", 2)]
    assert not ada.notifications.unread().filter(text__contains="will not take place").exists()


def test_who_never_had_it_in_the_calendar_hears_nothing(meeting, group, bo, eve, later):
    join(group, eve)
    attend(meeting, bo, eve)
    leave(group, bo)
    choose_ways(eve, ways={"meeting": "off"})

    assert later() == []


@pytest.mark.parametrize("how", ["past", "closed", "inactive", "suspended", "mails come back", "no chat"])
def test_nothing_goes_where_it_is_of_no_use_or_nobody_reads_it(meeting, group, ada, how, later, settings, time_machine):
    leave(group, ada)
    if how == "past":
        time_machine.move_to(SEVEN, tick=False)
    if how == "closed":
        meeting.plan.meetings.update(opened_at=NOON, closed_at=NOON)
    if how == "inactive":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    if how == "suspended":
        sanction(ada, kind=Sanction.Kind.SUSPENSION, until=NOON + DAY, now=NOON)
    if how == "mails come back":
        mails_come_back(ada)
    if how == "no chat":
        settings.SWITCHED_OFF = ["chat"]

    if how == "past":
        assert put_calendars_right() == 0
    else:
        assert later() == []
    assert not Delivery.objects.waiting().exists()
    assert CalendarEntry.objects.get().cancelled_at is None


def test_what_was_missed_while_mails_came_back_is_heard_when_they_arrive_again(meeting, ada, mo, later):
    mails_come_back(ada)
    move(meeting, mo, starts_on=TUESDAY + DAY)
    move(meeting, mo, starts_on=TUESDAY + DAY, minutes=90)
    assert later() == []
    trust_address(fresh(ada), now=NOON)

    [(method, event)] = map(calendar_in, [*later(2), *later(3)])

    assert (method, event["SEQUENCE"]) == ("REQUEST", 2)
    assert (event["DTSTART"], event["DTEND"]) == ("20261125T180000Z", "20261125T193000Z")
    assert "Your calendar hears of it again." in ada.notifications.unread().get().text


@pytest.mark.parametrize("what", ["called off", "declined"])
def test_that_it_is_off_is_heard_too(meeting, ada, mo, what, later):
    mails_come_back(ada)
    if what == "called off":
        cancel(meeting, mo)
    else:
        decline(meeting, fresh(ada))
    assert later() == []
    trust_address(fresh(ada), now=NOON)

    assert messages_in([*later(2), *later(3)]) == [("CANCEL", 1)]


def test_a_suspended_member_hears_of_it_when_they_are_back(meeting, ada, mo, later):
    imposed = sanction(ada, kind=Sanction.Kind.SUSPENSION, until=NOON + DAY, now=NOON)
    move(meeting, mo, starts_on=TUESDAY + DAY)
    assert later() == []

    lift_sanction(imposed, now=NOON)

    assert messages_in([*later(2), *later(3)]) == [("REQUEST", 1)]


def test_of_what_they_took_out_themselves_nothing_comes_again(meeting, group, ada, later):
    decline(meeting, ada)
    sent()
    attend(meeting, ada, now=NOON + MINUTE)
    leave(group, ada)
    join_group(group=group, member=ada, now=NOON)

    assert [*later(2), *later(3)] == []


def test_one_meeting_that_goes_wrong_does_not_silence_the_rest(meeting, room, group, mo, ada, bo, later, caplog):
    other = make_meeting(room, mo, starts_on=TUESDAY + DAY)
    attend(other, bo, now=NOON - MINUTE)
    invite(other, bo)
    sent()
    leave(group, ada)
    leave(group, bo)
    User.objects.filter(pk=ada.pk).update(time_zone="Nowhere/At_all")

    assert messages_in(later()) == [("CANCEL", 1)]
    assert f"Meeting {meeting.pk}, put_right: ZoneInfoNotFoundError" in caplog.text


@pytest.mark.parametrize("people", [1, 3])
def test_a_tick_costs_one_query_and_each_calendar_the_same(meeting, group, ada, people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert put_calendars_right() == 0
    members = [ada]
    for name in ["Cleo", "Dee"][: people - 1]:
        member = make_user(name)
        join(group, member)
        attend(meeting, member, now=NOON - MINUTE)
        invite(meeting, member)
        members.append(member)
    sent()
    for member in members:
        leave(group, member)

    with django_assert_num_queries(6 + 8 * people):
        assert put_calendars_right() == people


def test_every_minute():
    assert TICKS["community.chat.tasks.put_calendars_right"] == 60


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_tell_once(meeting, group, ada):
    leave(group, ada)

    at_once(put_calendars_right, put_calendars_right)

    assert messages_in(sent()) == [("CANCEL", 1)]
