"""A host gives one member a pause; the member alone is told, at once, with the reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.chat import actions
from community.chat.models import Pause
from community.notifications.models import Delivery
from tests.chat.factories import make_host, make_message, make_room
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON, make_group, make_user

HOUR = timedelta(hours=1)


def pause(room, host, member, length=HOUR, reason="Please rest a little.", now=NOON):
    return actions.pause_member(room=room, host=host, member=member, length=length, reason=reason, now=now)


def test_paused_member_reads_and_cannot_write_until_it_is_over(room, group, ada, bo):
    other = make_room(group, slug="other")
    pause(room, make_host(group), ada)

    with pytest.raises(PermissionDenied, match=r"until 22 November 2026, 14:00: “Please rest a little.”"):  # in Berlin
        make_message(room, ada)
    make_message(room, bo)
    make_message(other, ada)
    make_message(room, ada, now=NOON + HOUR)

    assert room.messages.count() == 2


def test_host_ends_a_pause_early_and_another_click_does_nothing(room, group, ada):
    host = make_host(group)
    given = pause(room, host, ada)

    assert actions.end_pause(pause=given, host=host, now=NOON)
    assert not actions.end_pause(pause=given, host=host, now=NOON)

    assert make_message(room, ada).seq == 1


def test_new_pause_takes_the_place_of_the_one_that_runs(room, group, ada):
    host = make_host(group)
    pause(room, host, ada, length=24 * HOUR)
    shorter = pause(room, host, ada, reason="Sooner.")

    assert list(Pause.objects.in_force(NOON)) == [shorter]


def test_member_is_told_in_the_app_alone_and_without_names(room, group, ada, bo):
    pause(room, make_host(group), ada)

    notice = ada.notifications.get()
    assert notice.text == "You have a pause from writing in one room. Open it to read why, and until when."
    assert notice.url == room.get_absolute_url()
    assert not bo.notifications.exists()
    assert not Delivery.objects.exists()
    assert room.events.count() == 0


def test_nobody_pauses_hosts_moderators_or_themselves(room, group, ada, mo):
    host, equal = make_host(group), make_host(group, "Hel")

    for member in (host, equal, mo, make_user("Ola", is_moderator=True), make_user("Root", is_superuser=True)):
        with pytest.raises(PermissionDenied):
            pause(room, host, member)
    for nobody in (ada, make_user("Eve"), make_host(make_group("elsewhere"), "Hol")):
        with pytest.raises(PermissionDenied):
            pause(room, nobody, ada)

    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("length", "reason"),
    [(timedelta(minutes=4), "Why"), (timedelta(days=29), "Why"), (HOUR, " ")],
)
def test_pause_has_a_length_and_a_reason(room, mo, ada, length, reason):
    with pytest.raises(PermissionDenied):
        pause(room, mo, ada, length=length, reason=reason)


@pytest.mark.parametrize("asks_for", ["application/json", "text/html"])
def test_what_a_paused_member_sends_is_refused_with_the_reason_and_kept(client, room, group, ada, asks_for):
    pause(room, make_host(group), ada, now=timezone.now())
    client.force_login(ada)

    sent = client.post(
        reverse("chat:send", args=[room.slug]), {"body": "Typed with care"}, headers={"accept": asks_for}
    )

    assert sent.status_code == 403
    assert "Please rest a little." in sent.content.decode()
    assert asks_for != "text/html" or "Typed with care" in sent.content.decode()


def test_others_do_not_see_the_pause_on_the_page(client, room, group, ada, bo):
    pause(room, make_host(group), ada, now=timezone.now())

    client.force_login(bo)
    assert "Please rest" not in client.get(room.get_absolute_url()).content.decode()
    client.force_login(ada)
    assert client.get(room.get_absolute_url()).content.decode().count("Please rest") == 1


@pytest.mark.django_db(transaction=True)
async def test_open_page_of_the_member_is_told_at_once_and_others_hear_nothing(room, group, ada, bo):
    host = await in_thread(make_host, group)
    async with entered(ada, room) as own, entered(bo, room) as witness:
        await frames_until_ready(own)
        await frames_until_ready(witness)

        given = await in_thread(pause, room, host, ada, now=timezone.now())
        frame = await next_frame(own, timeout=2)
        await in_thread(actions.end_pause, pause=given, host=host, now=timezone.now())

        assert (frame["type"], "Please rest a little." in frame["words"]) == ("room.silence", True)
        assert await next_frame(own, timeout=2) == {"type": "room.silence", "words": ""}
        assert await witness.receive_nothing(timeout=0.1)
