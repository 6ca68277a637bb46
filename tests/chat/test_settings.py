"""Moderators of a group make its rooms and set what holds in them."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.chat import actions
from community.chat.models import Room
from tests.chat.factories import make_host, make_message, make_room
from tests.factories import NOON, make_user

SET = {
    "name": "Evening room",
    "slug": "evening",
    "topic": "How the day was",
    "rules": "Be *kind*.",
    "opening": "always",
    "quiet_from": "22:00",
    "quiet_until": "7",
    "time_zone": "Europe/Berlin",
    "retention_days": "30",
}


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


def settings_of(room):
    return reverse("chat:settings", args=[room.slug])


def test_moderator_makes_a_room_once(as_mo, group):
    address = reverse("chat:group_rooms", args=[group.slug])

    made = as_mo.post(address, {"name": "Morning tea", "topic": ""})
    as_mo.post(address, {"name": "Morning tea", "topic": ""})

    room = Room.objects.get()
    assert (made.status_code, room.name, room.slug) == (302, "Morning tea", "hemifacial-spasm-morning-tea")
    assert "Morning tea" in as_mo.get(address).content.decode()


def test_r21_new_room_is_closed_unless_a_host_is_there_or_its_moderators_choose_otherwise(client, as_mo, group, ada):
    as_mo.post(reverse("chat:group_rooms", args=[group.slug]), {"name": "Morning tea", "topic": ""})
    room = Room.objects.get()
    with pytest.raises(PermissionDenied, match="open while a host is here"):
        make_message(room, ada)
    actions.open_by_hand(room=room, host=make_host(group), now=NOON)
    make_message(room, ada)
    actions.close_unhosted_rooms(now=NOON + timedelta(minutes=6))
    with pytest.raises(PermissionDenied, match="open while a host is here"):
        make_message(room, ada)

    page = as_mo.get(settings_of(room)).content.decode()
    as_mo.post(settings_of(room), {**SET, "quiet_from": "", "quiet_until": ""})

    assert "Nobody of the team may be there in a room that is always open" in page
    room.refresh_from_db()
    assert (room.opening, room.is_open) == ("always", True)
    assert make_message(room, ada).seq


def test_r21_form_of_operators_begins_with_a_room_that_needs_a_host(client, group):
    client.force_login(make_user("Root", is_superuser=True, is_staff=True))

    page = client.get("/admin/chat/room/add/").content.decode()

    assert '<option value="hosted" selected>' in page


def test_room_without_a_name_comes_back(as_mo, group):
    refused = as_mo.post(reverse("chat:group_rooms", args=[group.slug]), {"name": " ", "topic": "Typed with care"})

    assert refused.status_code == 422
    assert "Typed with care" in refused.content.decode()


def test_moderator_sets_everything(as_mo, room):
    assert as_mo.post(settings_of(room), SET)["Location"] == "/rooms/evening/settings/"

    room.refresh_from_db()
    assert (room.name, room.slug, room.topic, room.rules) == (
        "Evening room",
        "evening",
        "How the day was",
        "Be *kind*.",
    )
    assert (room.quiet_from, room.quiet_until, room.time_zone) == (time(22), time(7), "Europe/Berlin")
    assert (room.opening, room.retention_days, room.is_open) == ("always", 30, True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quiet_until": ""}, "Enter both times, or none."),
        ({"quiet_until": "22:00"}, "Quiet hours end at another time than they begin."),
        ({"quiet_from": "late"}, "Enter a time such as 22:00."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"retention_days": "0"}, "greater than or equal to 1"),
        ({"retention_days": "9999"}, "less than or equal to 3650"),
        ({"slug": "two words"}, "Use letters, numbers and hyphens only."),
        ({"slug": "taken"}, "Another room has this address."),
        ({"name": ""}, "Write a name."),
        ({"opening": "sometimes"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_comes_back_with_what_was_typed(as_mo, group, room, change, words):
    make_room(group, slug="taken")

    refused = as_mo.post(settings_of(room), {**SET, **change})

    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert "How the day was" in refused.content.decode()
    room.refresh_from_db()
    assert room.slug == "quiet-corner"


def test_room_that_needs_hosts_or_meetings_closes_and_opens_again_when_it_does_not(as_mo, room):
    as_mo.post(settings_of(room), {**SET, "slug": room.slug, "opening": "hosted", "quiet_from": "", "quiet_until": ""})
    room.refresh_from_db()
    assert (room.is_open, list(room.events.order_by("seq").values_list("kind", flat=True))) == (False, ["closed"])

    as_mo.post(settings_of(room), {**SET, "slug": room.slug, "quiet_from": "", "quiet_until": ""})
    room.refresh_from_db()
    assert (room.is_open, list(room.events.order_by("seq").values_list("kind", flat=True))) == (
        True,
        ["closed", "opened"],
    )


def test_settings_do_not_exist_for_members_and_hosts(client, room, group, ada):
    for person in (ada, make_host(group)):
        client.force_login(person)
        assert client.get(settings_of(room)).status_code == 404
        assert client.post(settings_of(room), SET).status_code == 404
        assert client.post(reverse("chat:group_rooms", args=[group.slug]), {"name": "Mine"}).status_code == 404

    assert Room.objects.count() == 1


@pytest.mark.parametrize("rooms", [1, 3])
def test_rooms_of_a_group_cost_the_same_queries_for_any_number(as_mo, group, rooms, django_assert_num_queries):
    for number in range(rooms):
        make_room(group, slug=f"room-{number}")

    with django_assert_num_queries(5):  # session, user, group, rooms, unread notifications
        page = as_mo.get(reverse("chat:group_rooms", args=[group.slug])).content.decode()

    assert page.count('<h2 class="list-rows__title">') == rooms


def test_rules_stand_in_the_room_as_safe_markdown(client, room, ada):
    room.rules = "Be *kind*. <script>alert(1)</script>"
    room.save(update_fields=["rules"])
    client.force_login(ada)

    for address in (room.get_absolute_url(), f"{room.get_absolute_url()}?before=9"):
        page = client.get(address).content.decode()
        assert "Rules of this room" in page
        assert "Be <em>kind</em>." in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("state", [{}, {"is_open": False}])
def test_urgent_help_stands_in_every_room_and_cannot_be_dismissed(client, group, ada, state):
    room = make_room(group, **state)
    client.force_login(ada)

    for address in (room.get_absolute_url(), f"{room.get_absolute_url()}?before=9"):
        page = client.get(address).content.decode()
        start = page.index("Nobody here can help in an emergency.")
        notice = page[page.rindex("<", 0, start) : page.index("</p>", start)]
        assert reverse("resources:urgent_help") in notice
        assert not any(word in notice for word in ("<button", "<form", "<details", "hidden", "data-"))
