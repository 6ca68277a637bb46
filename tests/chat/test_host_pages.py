"""What hosts find and do on the pages of a room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.chat import actions
from community.chat.models import Pause, Room
from tests.chat.factories import make_host, make_message, make_newcomer, make_room
from tests.factories import join, make_group, make_user


@pytest.fixture
def as_host(client, group):
    client.force_login(make_host(group))
    return client


def at(name, room, *args):
    return reverse(f"chat:{name}", args=[room.slug, *args])


def new_member(group, name="Nia"):
    nia = make_newcomer(group, name)
    type(nia).objects.filter(pk=nia.pk).update(date_joined=timezone.now())
    nia.refresh_from_db()
    return nia


@pytest.mark.parametrize("name", ["ada", "eve"])
def test_pages_of_hosts_do_not_exist_for_others(request, client, room, name):
    client.force_login(request.getfixturevalue(name))

    assert client.get(at("host", room)).status_code == 404
    assert client.get(at("host_member", room, "Ada")).status_code == 404
    for act in ("open", "close", "pace", "calm", "end_calm"):
        assert client.post(at(act, room), {"seconds": 30}).status_code == 404


def test_host_of_another_group_finds_nothing(client, room):
    client.force_login(make_host(make_group("elsewhere"), "Hol"))

    assert client.get(at("host", room)).status_code == 404


def test_link_to_the_tools_stands_in_the_room_for_hosts_alone(client, room, group, ada):
    client.force_login(ada)
    assert "Host tools" not in client.get(room.get_absolute_url()).content.decode()

    client.force_login(make_host(group))
    assert "Host tools" in client.get(room.get_absolute_url()).content.decode()


def test_getting_an_act_changes_nothing(as_host, room):
    for act in ("open", "close", "calm", "end_calm"):
        assert as_host.get(at(act, room)).status_code == 405
    assert as_host.get(at("pace", room)).status_code == 302
    assert room.events.count() == 0


def test_host_closes_and_opens_the_room(as_host, room):
    assert as_host.post(at("close", room), follow=True).context["room"].is_open is False
    assert as_host.post(at("close", room)).status_code == 302  # pressed twice
    assert as_host.post(at("open", room), follow=True).context["room"].is_open is True

    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["closed", "opened"]


def test_room_for_meetings_offers_no_button_to_open(as_host, group):
    room = make_room(group, slug="meetings", opening=Room.Opening.MEETINGS, is_open=False)

    assert "Open the room" not in as_host.get(at("host", room)).content.decode()
    assert as_host.post(at("open", room)).status_code == 403


def test_host_sets_the_pace_and_nonsense_comes_back(as_host, room):
    assert as_host.post(at("pace", room), {"seconds": "300"}).status_code == 302
    refused = as_host.post(at("pace", room), {"seconds": "7"})

    room.refresh_from_db()
    assert (refused.status_code, room.slow_seconds) == (422, 300)
    assert "Choose a time." in refused.content.decode()


def test_host_calms_the_room_and_takes_it_back(as_host, room, group):
    as_host.post(at("calm", room))
    make_message(room, new_member(group), body="Hello from a new member", now=timezone.now())
    waiting = as_host.get(at("host", room)).content.decode()
    ended = as_host.post(at("end_calm", room), follow=True).content.decode()

    assert ("Take all of it back" in waiting, "Hello from a new member" in waiting) == (True, True)
    assert "1 message that waited has appeared." in ended
    assert room.messages.shown().count() == 1


def test_host_lets_appear_and_keeps_back(as_host, room, group):
    first, second = (
        make_message(room, new_member(group, name), body=f"{name}: https://example.org/", now=timezone.now())
        for name in ("Nia", "Ned")
    )

    as_host.post(at("let_appear", room, first.pk))
    as_host.post(at("keep_back", room, second.pk))
    again = as_host.post(at("let_appear", room, second.pk), follow=True)

    assert list(room.messages.shown()) == [first]
    assert "It no longer waits." in again.content.decode()


def test_held_message_of_another_room_is_not_found(as_host, room, group):
    other = make_room(make_group("elsewhere"), slug="elsewhere")
    stranger = make_user("Ned", date_joined=timezone.now())
    join(other.group, stranger)
    held = make_message(other, stranger, body="https://example.org/", now=timezone.now())

    assert as_host.post(at("let_appear", room, held.pk)).status_code == 404
    assert as_host.post(at("let_appear", other, held.pk)).status_code == 404


def test_host_gives_a_pause_and_ends_it(as_host, room, ada):
    as_host.post(at("host_member", room, "Ada"), {"length": "60", "reason": "Please rest."})
    pause = Pause.objects.get()
    page = as_host.get(at("host", room)).content.decode()
    as_host.post(at("end_pause", room, pause.pk))

    pause.refresh_from_db()
    assert (pause.member, pause.until - pause.starts_at) == (ada, timedelta(hours=1))
    assert ("Please rest." in page, "End the pause of Ada" in page) == (True, True)
    assert pause.ended_at is not None


def test_pause_without_a_reason_comes_back_with_what_was_chosen(as_host, room, ada):
    refused = as_host.post(at("host_member", room, "Ada"), {"length": "1440", "reason": " "})

    assert refused.status_code == 422
    assert "Write why" in refused.content.decode()
    assert 'value="1440"' in refused.content.decode()
    assert not Pause.objects.exists()


def test_nobody_is_offered_a_pause_for_a_moderator(as_host, room, mo):
    page = as_host.get(at("host_member", room, "Mo"))

    assert "Give the pause" not in page.content.decode()
    assert as_host.post(at("host_member", room, "Mo"), {"length": "60", "reason": "Why"}).status_code == 403


def test_who_has_left_is_found_while_their_messages_stand(as_host, room, group, ada, eve):
    make_message(room, ada, now=timezone.now())
    group.memberships.filter(member=ada).delete()

    assert as_host.get(at("host_member", room, "Ada")).status_code == 200
    assert as_host.get(at("host_member", room, "Eve")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_host_page_costs_the_same_queries_for_any_number(as_host, room, group, rows, django_assert_num_queries):
    host = make_host(group, "Hel")
    for number in range(rows):
        member = new_member(group, f"Nia{number}")
        make_message(room, member, body="Hello", now=timezone.now() - timedelta(minutes=2))
        make_message(room, member, body="https://example.org/", now=timezone.now())
        actions.pause_member(
            room=room, host=host, member=member, length=timedelta(hours=1), reason="Rest.", now=timezone.now()
        )

    # session, user, room, membership and moderator (three times), held, pauses, people, reports, removals, notices
    with django_assert_num_queries(12):
        page = as_host.get(at("host", room)).content.decode()

    assert page.count("Let it appear<") == page.count("End the pause of") == rows
