"""Invitations by mail: to whom they go, what stands in them, and what changes send."""

import re
from datetime import time, timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions.inviting import NoMails
from community.chat.models import CalendarEntry
from community.groups.actions import leave_group
from community.notifications.actions import choose_ways, mark_all_read, trust_address
from community.notifications.models import Delivery
from tests.chat.meetings.calendars import calendar_in, invite, mails_come_back, messages_in, sent
from tests.chat.meetings.factories import SEVEN, TUESDAY, attend, cancel, decline, fresh, make_meeting, move
from tests.factories import NOON

CANARY = "Botulinumzzq"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def meeting(room, mo, ada, bo):
    meeting = make_meeting(room, mo, title=f"{CANARY} evening")
    attend(meeting, ada, bo)
    return meeting


def test_nobody_is_invited_who_did_not_ask(meeting, mo):
    move(meeting, mo, starts_on=TUESDAY + DAY)

    assert [calendar_in(message) for message in sent()] == [None, None]


def test_an_invitation_says_when_and_names_only_its_reader(meeting, ada, bo):
    invite(meeting, ada)

    [message] = sent()
    method, event = calendar_in(message)
    assert message["To"] == ada.email
    assert method == "REQUEST"
    assert event == {
        "UID": f"meeting-{meeting.pk}@127.0.0.1:8000",
        "DTSTAMP": "20261122T120000Z",
        "SEQUENCE": 0,
        "DTSTART": "20261124T180000Z",
        "DTEND": "20261124T190000Z",
        "SUMMARY": "Meeting · Steadfold",
        "URL": f"http://127.0.0.1:8000/meetings/{meeting.pk}/",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "ORGANIZER": "mailto:noreply@steadfold.example",
        "ATTENDEE": f"mailto:{ada.email}",
    }
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    whole = message.as_string() + "".join(re.sub(r"\r?\n ", "", part.decode()) for part in parts)
    assert ada.email in whole.partition("ATTENDEE")[2]
    for word in (CANARY, bo.email, "Quiet corner", "emifacial", r"\bAda\b", "RSVP=TRUE"):  # a token may spell her name
        assert not re.search(word, whole)
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"),
        "application/ics",
    ]


def test_asked_twice_it_is_sent_once_and_nothing_waits_in_the_app(meeting, ada):
    assert invite(meeting, ada)
    assert not invite(meeting, ada)

    assert messages_in(sent()) == [("REQUEST", 0)]
    assert not ada.notifications.unread().exists()
    assert Delivery.objects.get().calendar == ""


def test_moved_lengthened_and_called_off_it_is_told_to_calendars_by_the_mails_that_go_anyway(meeting, mo, ada):
    invite(meeting, ada)
    mails = sent()
    move(meeting, mo, starts_on=TUESDAY + DAY)
    mails += (moved := sent())
    move(meeting, mo, starts_on=TUESDAY + DAY, minutes=90)
    mails += (longer := sent())
    cancel(meeting, mo)
    mails += (off := sent())

    hers = [message for message in mails if message["To"] == ada.email]
    assert messages_in(hers) == [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2), ("CANCEL", 3)]
    assert len({event["UID"] for _method, event in map(calendar_in, hers)}) == 1
    assert [event["DTEND"] for _method, event in map(calendar_in, hers)][1:] == [
        *("20261125T190000Z", "20261125T193000Z", "20261125T193000Z")
    ]
    assert [len(found) for found in (moved, longer, off)] == [2, 1, 2]  # Bo's calendar is nobody's business


def test_what_is_taken_back_leaves_the_calendar_and_comes_again_with_a_higher_number(meeting, mo, ada):
    invite(meeting, ada)
    mails = sent()
    decline(meeting, ada)
    mails += sent()
    attend(meeting, ada)
    assert sent() == []
    invite(meeting, ada)
    mails += sent()

    assert messages_in(mails) == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert {message["To"] for message in mails} == {ada.email}
    assert not ada.notifications.unread().exists()


def test_who_read_it_here_still_has_it_taken_out_of_the_calendar(meeting, mo, ada):
    invite(meeting, ada)
    sent()

    cancel(meeting, mo)
    mark_all_read(ada, now=NOON)

    assert [calendar_in(message)[0] for message in sent() if message["To"] == ada.email] == ["CANCEL"]


def test_what_waits_is_replaced_so_that_one_message_goes(meeting, mo, ada, bo):
    decline(meeting, bo)
    invite(meeting, ada)
    move(meeting, mo, starts_on=TUESDAY + DAY)
    move(meeting, mo, starts_on=TUESDAY + 2 * DAY)

    [message] = sent()
    method, event = calendar_in(message)
    assert (method, event["SEQUENCE"], event["DTSTART"]) == ("REQUEST", 2, "20261126T180000Z")


def test_a_move_does_not_hold_back_the_word_to_a_calendar_that_one_cannot_come(meeting, mo, ada, bo):
    decline(meeting, bo)
    invite(meeting, ada)
    sent()
    decline(meeting, ada)
    move(meeting, mo, starts_on=TUESDAY + DAY)

    assert messages_in(sent()) == [("CANCEL", 1)]


def test_of_a_series_each_meeting_in_the_calendar_is_told_by_itself(room, mo, ada):
    first = make_meeting(room, mo, weeks=1)
    second = first.plan.meetings.get(number=2)
    third = first.plan.meetings.get(number=3)
    attend(first, ada)
    attend(second, ada)
    attend(third, ada)
    invite(first, ada)
    invite(third, ada)
    sent()

    cancel(first, mo, following=True)

    mails = [calendar_in(message) for message in sent()]
    assert [method for method, _event in mails] == ["CANCEL", "CANCEL"]
    assert {event["UID"].split("@")[0] for _method, event in mails} == {f"meeting-{first.pk}", f"meeting-{third.pk}"}


@pytest.mark.parametrize("way", ["app", "off"])
def test_who_wants_no_mails_gets_none_and_is_told(client, meeting, mo, ada, way):
    choose_ways(ada, ways={"meeting": way})
    with pytest.raises(NoMails):
        invite(meeting, ada)
    assert not CalendarEntry.objects.exists()
    assert not ada.notifications.exists()
    client.force_login(ada)

    response = client.post(f"/meetings/{meeting.pk}/to-calendar/", follow=True)

    assert response.redirect_chain == [("/settings/notifications/", 302)]
    assert "You chose to get no mails about meetings" in response.content.decode()


@pytest.mark.parametrize("way", ["app", "off"])
def test_whoever_wants_no_mails_any_more_has_it_taken_out_and_hears_no_more(meeting, ada, bo, mo, way):
    decline(meeting, bo)
    invite(meeting, ada)
    sent()
    choose_ways(ada, ways={"meeting": way})

    decline(meeting, ada)

    assert messages_in(sent()) == [("CANCEL", 1)]
    assert not ada.notifications.unread().exists()
    attend(meeting, ada)
    move(meeting, mo, starts_on=TUESDAY + DAY)
    assert sent() == []


@pytest.mark.parametrize("asked_before", [False, True])
def test_while_mails_come_back_nothing_is_sent_promised_or_kept_for_later(client, meeting, ada, bo, mo, asked_before):
    decline(meeting, bo)
    if asked_before:
        invite(meeting, ada)
        sent()
    mails_come_back(ada)
    client.force_login(ada)
    page = f"/meetings/{meeting.pk}/"

    content = client.get(page).content.decode()
    answer = client.post(f"{page}to-calendar/", follow=True)

    assert "we send no mails to your address" in content
    assert f'action="{page}to-calendar/"' not in content
    assert "a mail tells your calendar" not in content
    assert answer.redirect_chain == [("/settings/notifications/address/", 302)]
    assert "at present, so none can bring it to your calendar." in answer.content.decode()
    move(meeting, mo, starts_on=TUESDAY + DAY)
    assert not Delivery.objects.exclude(calendar="").exists()
    assert CalendarEntry.objects.count() == asked_before


def test_once_mails_arrive_the_button_is_there_again_and_works(client, meeting, ada):
    mails_come_back(ada)
    client.force_login(ada)
    page = f"/meetings/{meeting.pk}/"
    assert f'action="{page}to-calendar/"' not in client.get(page).content.decode()
    ada.refresh_from_db()
    trust_address(ada, now=NOON)

    assert f'action="{page}to-calendar/"' in client.get(page).content.decode()
    assert client.post(f"{page}to-calendar/").url == page
    assert messages_in(sent()) == [("REQUEST", 0)]


@pytest.mark.parametrize("how", ["not said", "cannot", "waits", "left", "over", "called off"])
def test_only_who_comes_to_what_is_to_come_is_invited(client, meeting, room, group, mo, ada, eve, how, time_machine):
    client.force_login(ada)
    address = f"/meetings/{meeting.pk}/to-calendar/"
    if how == "not said":
        meeting.attendances.all().delete()
    if how == "cannot":
        decline(meeting, ada)
    if how == "waits":
        meeting.attendances.filter(member=ada).update(answer="waiting")
    if how == "left":
        leave_group(group=group, member=ada, now=NOON)
    if how == "called off":
        cancel(meeting, mo)
    if how == "over":
        time_machine.move_to(SEVEN, tick=False)

    assert client.post(address).status_code == 403
    assert "/to-calendar/" not in client.get(f"/meetings/{meeting.pk}/").content.decode()
    assert not CalendarEntry.objects.exists()


def test_who_is_suspended_when_it_moves_hears_of_the_newest_later(meeting, mo, ada, bo, time_machine):
    decline(meeting, bo)
    invite(meeting, ada)
    sent()
    lifted = NOON + HOUR
    sanction(ada, kind=Sanction.Kind.SUSPENSION, until=lifted, now=NOON)
    ada.refresh_from_db()
    move(meeting, mo, starts_on=TUESDAY + DAY)
    assert sent() == []

    time_machine.move_to(lifted, tick=False)
    move(meeting, mo, starts_on=TUESDAY + 2 * DAY, now=lifted)

    assert messages_in(sent()) == [("REQUEST", 2)]


def test_the_page_offers_it_and_then_says_that_it_is_there(client, meeting, ada):
    client.force_login(ada)
    page = f"/meetings/{meeting.pk}/"
    assert f'action="{page}to-calendar/"' in client.get(page).content.decode()
    assert client.get(f"{page}to-calendar/").status_code == 405

    assert client.post(f"{page}to-calendar/").url == page

    content = client.get(page).content.decode()
    assert f'action="{page}to-calendar/"' not in content
    assert "It was also sent to your calendar by mail." in content


def test_changed_words_and_places_tell_calendars_nothing(meeting, ada, mo):
    invite(meeting, ada)
    sent()

    move(meeting, mo, local_time=time(19))

    assert sent() == []
    assert fresh(meeting).sequence == 0
