"""Calendar files, read by two strict parsers: what a phone's calendar would refuse, they refuse."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.chat.calendar_files import calendar_file
from community.chat.models import Meeting
from tests.calendar_reader import read
from tests.chat.meetings.factories import TUESDAY, cancel, fresh, make_meeting, move
from tests.factories import NOON, make_group


def parse(data):
    calendar, [event] = read(data)
    return calendar, event


def test_file_says_when_and_nothing_of_what(room, mo):
    meeting = make_meeting(room, mo)

    calendar, event = parse(calendar_file(fresh(meeting), named=False, now=NOON))

    assert calendar["METHOD"] == "PUBLISH"
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
    }


@pytest.mark.parametrize(
    "title", ["Tea; coffee, cake \\ more", "Größe " * 13, "静かな時間" * 12, "a" * 80, "😀" * 40, "x" * 53 + "é"]
)
def test_any_title_survives_folding_and_escaping(room, mo, title):
    meeting = make_meeting(room, mo, title=title.strip())

    _calendar, event = parse(calendar_file(fresh(meeting), named=True, now=NOON))

    assert event["SUMMARY"] == f"{title.strip()} · Steadfold"


def test_line_break_in_a_title_cannot_add_a_property(room, mo):
    meeting = make_meeting(room, mo, title="Quiet\r\nATTENDEE:mailto:eve@members.example\rhour\n")

    _calendar, event = parse(calendar_file(fresh(meeting), named=True, now=NOON))

    assert event["SUMMARY"] == "Quiet\nATTENDEE:mailto:eve@members.example\nhour\n · Steadfold"


def test_each_change_raises_the_sequence_under_the_same_uid(room, mo):
    meeting = make_meeting(room, mo)
    first = parse(calendar_file(fresh(meeting), named=False, now=NOON))[1]

    move(meeting, mo, starts_on=TUESDAY.replace(day=25))
    moved = parse(calendar_file(fresh(meeting), named=False, now=NOON))[1]
    cancel(meeting, mo)
    cancelled = parse(calendar_file(fresh(meeting), named=False, now=NOON))[1]

    assert first["UID"] == moved["UID"] == cancelled["UID"]
    assert [event["SEQUENCE"] for event in (first, moved, cancelled)] == [0, 1, 2]
    assert moved["DTSTART"] == "20261125T180000Z"
    assert (moved["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")


def test_download_has_a_neutral_name_and_is_for_those_who_see_the_room(client, room, mo, ada, eve):
    meeting = make_meeting(room, mo)
    address = f"/meetings/{meeting.pk}.ics"

    assert client.get(address).status_code == 404
    client.force_login(ada)
    response = client.get(address)
    named = client.get(f"{address}?named")

    assert response["Content-Type"].startswith("text/calendar")
    assert response["Content-Disposition"] == f'attachment; filename="meeting-{meeting.pk}.ics"'
    assert b"Quiet" not in response.content
    assert parse(named.content)[1]["SUMMARY"] == "Quiet hour · Steadfold"
    make_group("other", privacy="private")
    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)
    assert client.get(address).status_code == 404
    assert not Meeting.objects.visible_to(AnonymousUser()).exists()
