"""The draft of a summary, and what stands on the pages of a meeting beside it."""

import pytest
from django.urls import reverse

from community.chat.actions import meetings as leading
from community.chat.models import MeetingPlan
from community.groups.actions import leave_group
from tests.chat.factories import make_host
from tests.chat.meetings.factories import SEVEN, attend, make_meeting, make_running, page_of
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_draft_is_shown_to_those_who_come_and_agreed_to_there(client, room, mo, ada, bo, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    meeting = make_running(room, mo, now=NOON)
    attend(meeting, ada, now=SEVEN)
    leading.draft_summary(meeting=meeting, host=mo, summary="We meet\nagain.")

    assert "What the host would write" not in page_of(client, meeting.get_absolute_url(), bo)
    assert "What the host would write" in page_of(client, meeting.get_absolute_url(), ada)
    client.post(f"{meeting.get_absolute_url()}agree/", {"summary": "We meet\r\nagain."})
    assert "You agreed." in page_of(client, meeting.get_absolute_url())
    console = page_of(client, reverse("chat:console", args=[meeting.pk]), mo)
    assert "agrees to the summary" in console


def test_tab_says_nothing_of_what_it_is(client, meeting, ada):
    page = page_of(client, meeting.get_absolute_url(), ada)

    assert page[page.index("<title>") : page.index("</title>")] == "<title>Meeting · Steadfold"


def test_draft_is_not_shown_to_those_who_left_the_group(client, room, group, mo, ada, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    meeting = make_running(room, mo, now=NOON)
    attend(meeting, ada, now=SEVEN)
    leading.draft_summary(meeting=meeting, host=mo, summary="Said in private.")

    leave_group(group=group, member=ada)

    assert "Said in private." not in page_of(client, meeting.get_absolute_url(), ada)


def test_meeting_whose_host_left_the_team_can_be_changed(client, room, group, mo):
    host = make_host(group)
    meeting = make_meeting(room, host)
    leave_group(group=group, member=host)
    client.force_login(mo)

    answer = client.post(f"{meeting.get_absolute_url()}change/", {"title": "Loud hour", "host": host.pk})

    assert (answer.status_code, MeetingPlan.objects.get().title) == (302, "Loud hour")
