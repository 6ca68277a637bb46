import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.chat import actions
from community.chat.limits import TooSoon
from tests.chat.factories import make_host, make_message
from tests.factories import NOON


def test_pace_is_told_to_the_room_once(client, room, group, ada):
    host = make_host(group)

    assert actions.pace_room(room=room, host=host, seconds=300, now=NOON)
    assert not actions.pace_room(room=room, host=host, seconds=300, now=NOON)

    client.force_login(ada)
    (news,) = client.get(f"{room.get_absolute_url()}events/").json()["events"]
    assert (news["type"], news["slow"]) == ("room.paced", 300)
    assert "one message in 5 minutes" in news["html"]


def test_slow_mode_is_taken_back(room, group, ada):
    host = make_host(group)
    actions.pace_room(room=room, host=host, seconds=21_600, now=NOON)
    make_message(room, ada)
    with pytest.raises(TooSoon, match="in 6 hours"):
        make_message(room, ada)

    actions.pace_room(room=room, host=host, seconds=0, now=NOON)

    assert make_message(room, ada).seq == 4


@pytest.mark.parametrize("seconds", [-5, 1, 4, 21_601])
def test_slow_mode_takes_five_seconds_to_six_hours(room, mo, seconds):
    with pytest.raises(PermissionDenied):
        actions.pace_room(room=room, host=mo, seconds=seconds, now=NOON)


@pytest.mark.parametrize("name", ["ada", "eve"])
def test_only_hosts_set_the_pace(request, room, name):
    with pytest.raises(PermissionDenied):
        actions.pace_room(room=room, host=request.getfixturevalue(name), seconds=30, now=NOON)


def test_removed_message_still_counts_for_the_pace(room, group, ada, mo):
    actions.pace_room(room=room, host=mo, seconds=30, now=NOON)
    message = make_message(room, ada)
    type(message).objects.filter(pk=message.pk).update(removed_at=NOON)

    with pytest.raises(TooSoon):
        make_message(room, ada)


def test_second_change_of_a_message_waits_for_its_turn_and_keeps_the_text(client, room, ada, mo):
    message = make_message(room, ada, now=timezone.now())
    actions.pace_room(room=room, host=mo, seconds=3600, now=timezone.now())
    client.force_login(ada)
    address = reverse("chat:edit", args=[room.slug, message.pk])

    first = client.post(address, {"body": "Corrected once"})
    second = client.post(address, {"body": "Talking by edits"})

    message.refresh_from_db()
    assert (first.status_code, second.status_code, message.body) == (302, 429, "Corrected once")
    assert "You can change this again in 60 minutes." in second.content.decode()
    assert "Talking by edits" in second.content.decode()


def test_answer_says_when_the_next_message_can_go(client, room, ada, mo):
    actions.pace_room(room=room, host=mo, seconds=300, now=timezone.now())
    address, in_place = f"{room.get_absolute_url()}messages/", {"accept": "application/json"}

    client.force_login(ada)
    assert 295 < client.post(address, {"body": "One"}, headers=in_place).json()["wait"] <= 300
    page = client.get(room.get_absolute_url()).content.decode()
    client.force_login(mo)
    assert "wait" not in client.post(address, {"body": "One"}, headers=in_place).json()

    assert "The room is slow now. You can send in 5 minutes." in page
