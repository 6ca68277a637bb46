"""Dora reads German. Whatever others cause, she reads it in German; they go on reading English."""

import re
from datetime import timedelta

import pytest
from django.utils import translation

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions.inviting import send_to_calendar
from community.chat.news import html_of
from community.chat.rights import Place, standings
from community.moderation.actions.telling import mail_visitor
from community.notifications.models import Delivery
from community.reminders.answer_links import answer_path
from tests.calendar_reader import read, unfolded
from tests.calendars.factories import subscribe
from tests.chat.factories import make_message, make_room
from tests.chat.meetings.factories import attend, make_meeting, move
from tests.factories import NOON
from tests.reminders.answering import words
from tests.reminders.factories import NINE, due, make_reminder

HOUR = timedelta(hours=1)
ENGLISH = {"accept-language": "en-GB"}


@pytest.fixture
def room(group):
    return make_room(group)


def calendar_for(member):
    return read(Delivery.objects.exclude(calendar="").get(to_address=member.email).calendar.encode())[1][0]


def test_an_answer_from_a_mail_is_given_on_a_german_page(client, dora, time_machine):
    occurrence = due(dora, title="Augentropfen")
    time_machine.move_to(NINE + HOUR, tick=False)

    response = client.get(answer_path(occurrence, now=NINE), headers=ENGLISH)

    assert (response["Content-Language"], "Fällig: heute um 09:00 Uhr" in words(response)) == ("de", True)
    assert not re.search("Dora|dora|Augentropfen", response.content.decode())


def test_the_day_of_an_old_one_is_written_as_in_german(client, dora, time_machine):
    occurrence = due(dora)
    time_machine.move_to(NINE + timedelta(days=2), tick=False)

    assert "am 23. November 2026 um 09:00 Uhr" in words(client.get(answer_path(occurrence, now=NINE)))


def test_calendars_of_others_get_their_own_words(client, dora, ada, mo, room, time_machine):
    time_machine.move_to(NOON, tick=False)
    meeting = make_meeting(room, mo)
    attend(meeting, ada, dora)
    for member in (ada, dora):
        send_to_calendar(meeting=meeting, member=member, now=NOON)
        assert calendar_for(member)["SUMMARY"].startswith("Treffen" if member == dora else "Meeting")
    Delivery.objects.all().delete()

    move(meeting, mo, minutes=90, now=NOON + HOUR)  # by Mo, who reads English

    assert [calendar_for(member)["SUMMARY"] for member in (dora, ada)] == ["Treffen · Steadfold", "Meeting · Steadfold"]


def test_a_subscription_has_the_words_of_its_member(client, dora, ada, time_machine):
    time_machine.move_to(NOON, tick=False)
    for member in (ada, dora):
        make_reminder(member)
    told = {member.username: client.get(subscribe(member), headers=ENGLISH) for member in (ada, dora)}

    assert {name: answer["Content-Language"] for name, answer in told.items()} == {"Ada": "en-gb", "Dora": "de"}
    assert "SUMMARY:Erinnerung" in unfolded(told["Dora"].content.decode())
    assert "SUMMARY:Reminder" in unfolded(told["Ada"].content.decode())


def test_an_open_room_tells_a_silenced_member_in_their_language(client, dora, mo, room):
    client.force_login(dora)
    sanction(dora, kind=Sanction.Kind.SILENCE, until=None, now=NOON)

    [standing] = standings([Place(client.session.session_key, room.slug)])

    assert standing.silence == "Du kannst hier lesen, aber nicht schreiben."


def test_live_news_is_in_the_sites_language_for_everybody(dora, room):
    message = make_message(room, dora)
    message.hidden_at = NOON

    with translation.override("de"):
        assert "A moderator hid this message." in html_of(message)


def test_a_visitor_is_written_to_in_the_sites_language_whoever_decides(dora, db):
    with translation.override("de"):  # a German moderator's page
        mail_visitor("visitor@example.org", path="/x/", now=NOON)

    mail = Delivery.objects.get()
    assert (mail.subject, '<html lang="en-gb"' in mail.html) == ("A message from the team · Steadfold", True)
