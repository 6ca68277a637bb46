"""What a notice named is for whoever may still see it: a room or a meeting can be called by an illness."""

import json
from datetime import time, timedelta

import pytest
from django.urls import reverse

from community.chat.actions import choose_level
from community.chat.actions.telling import tell_of_room
from community.chat.models import Place
from community.groups.models import Membership
from community.notifications.actions import mark_all_read
from tests.chat.factories import make_message, make_room
from tests.chat.meetings.factories import attend, make_meeting, move
from tests.factories import NOON, join, make_group, make_moderator
from tests.groups.factories import leave, remove
from tests.privacy.test_export import data_of

NEUTRAL = "This was about something that you can no longer see."
LIST, TODAY = reverse("notifications:list"), "/"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def quiet(db):
    return make_group("quiet", privacy="private")


@pytest.fixture
def gil(quiet):
    return make_moderator(quiet)


@pytest.fixture
def eve(quiet, eve):
    join(quiet, eve)
    return eve


@pytest.fixture
def room(quiet):
    return make_room(quiet, name="Xyloquat", opening="always", is_open=True)


def a_meeting_that_moved(room, gil, eve):
    meeting = make_meeting(room, gil, title="Xyloquat")
    attend(meeting, eve)
    move(meeting, gil, local_time=time(20))


def a_call(room, gil, eve):
    make_message(room, gil, f"@{eve.username} are you there?", now=NOON)


def a_call_for_everyone(room, gil, eve):
    make_message(room, gil, "@everyone please", now=NOON)


def news_in_a_room(room, gil, eve):
    choose_level(room=room, member=eve, level="watch", now=NOON)
    make_message(room, gil, "Good morning", now=NOON)
    tell_of_room(Place.objects.get(room=room, member=eve), now=NOON + timedelta(minutes=20))


EACH = [a_meeting_that_moved, a_call, a_call_for_everyone, news_in_a_room]


def page(client, reader, address=LIST):
    client.force_login(reader)
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", [LIST, TODAY])
@pytest.mark.parametrize("tell", EACH)
def test_who_was_taken_out_reads_no_name_of_it(client, quiet, room, gil, eve, tell, address):
    tell(room, gil, eve)
    assert "Xyloquat" in page(client, eve, address)

    remove(quiet, eve, gil)

    told = page(client, eve, address)
    assert "Xyloquat" not in told
    assert NEUTRAL in told


@pytest.mark.parametrize("tell", EACH)
def test_nor_in_the_file_of_ones_own_data(quiet, room, gil, eve, tell):
    tell(room, gil, eve)
    assert "Xyloquat" in notices_in_file(eve)

    remove(quiet, eve, gil)

    told = notices_in_file(eve)
    assert "Xyloquat" not in told
    assert NEUTRAL in told


def notices_in_file(member):
    return json.dumps([row["text"] for row in data_of(member)["tables"]["notifications.Notification"]])


@pytest.mark.parametrize("tell", EACH)
def test_nor_among_what_was_read(client, quiet, room, gil, eve, tell):
    tell(room, gil, eve)
    mark_all_read(eve, now=NOON)

    leave(quiet, eve)

    assert "Xyloquat" not in page(client, eve)


def test_nor_in_the_list_of_those_about_the_same(client, quiet, room, gil, eve):
    a_call(room, gil, eve)
    a_call(room, gil, eve)
    remove(quiet, eve, gil)

    told = page(client, eve, reverse("notifications:alike", args=[eve.notifications.filter(kind="mention").last().pk]))

    assert "Xyloquat" not in told
    assert NEUTRAL in told


def test_who_comes_back_reads_it_again(client, quiet, room, gil, eve):
    a_call(room, gil, eve)
    remove(quiet, eve, gil)
    join(quiet, eve)

    assert "Xyloquat" in page(client, eve)


def test_in_an_open_group_that_one_left_the_names_stand_for_everybody_and_here(client, group, gil, eve):
    join(group, eve)
    join(group, gil, role=Membership.Role.MODERATOR)
    a_call(make_room(group, name="Everybody's", slug="all", opening="always", is_open=True), gil, eve)

    leave(group, eve)

    assert "Everybody&#x27;s" in page(client, eve)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_one_query_for_each_kind_of_place(client, quiet, room, gil, eve, rows, django_assert_num_queries):
    for number in range(rows):
        other = make_room(quiet, name=f"Room {number}", slug=f"room-{number}", opening="always", is_open=True)
        for tell in (a_meeting_that_moved, a_call, news_in_a_room):
            tell(other, gil, eve)
    client.force_login(eve)
    client.get(LIST)

    # session, user, unread count, count of pages, notices with their mails; rooms, messages, meetings
    with django_assert_num_queries(8):
        client.get(LIST)
