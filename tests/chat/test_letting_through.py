"""Messages that wait for a host: seen by their author and the hosts, and by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import sanction, withdraw_consent
from community.accounts.consents import Subject
from community.accounts.models import Sanction
from community.chat import actions
from community.chat.models import Room
from community.groups.actions import leave_group
from tests.chat.factories import make_host, make_message, make_newcomer
from tests.factories import NOON

LINK = "See https://example.org/"


@pytest.fixture
def nia(group):
    return make_newcomer(group)


@pytest.fixture
def held(room, nia):
    return make_message(room, nia, body=LINK)


def test_host_lets_it_appear_once(room, group, held, ada):
    host = make_host(group)

    assert actions.let_appear(message=held, host=host, now=NOON)
    assert not actions.let_appear(message=held, host=host, now=NOON)
    assert not actions.keep_back(message=held, host=host, now=NOON)

    assert list(room.events.order_by("seq").values_list("kind", flat=True)) == ["sent"]


def test_what_is_kept_back_does_not_appear_and_its_author_is_told(room, group, held, nia):
    host = make_host(group)

    assert actions.keep_back(message=held, host=host, now=NOON)
    assert not actions.keep_back(message=held, host=host, now=NOON)
    assert not actions.let_appear(message=held, host=host, now=NOON)

    assert actions.publish_due(now=held.held_until) == 0
    assert nia.notifications.get().text.startswith("A message of yours did not appear in a room")


def test_message_for_second_thoughts_is_not_for_hosts(room, group, ada):
    host = make_host(group)
    guarded = actions.send_message(
        room=room, author=ada, body="Not yet", client_id=uuid4(), guard=timedelta(seconds=10), now=NOON
    )

    assert not actions.let_appear(message=guarded, host=host, now=NOON)
    assert not actions.keep_back(message=guarded, host=host, now=NOON)


@pytest.mark.parametrize("act", [actions.let_appear, actions.keep_back])
def test_only_hosts_decide(act, held, ada, nia, eve):
    for person in (ada, nia, eve):
        with pytest.raises(PermissionDenied):
            act(message=held, host=person, now=NOON)


def test_author_sees_what_waits_and_for_whom_and_others_do_not(client, room, group, ada):
    nia = make_newcomer(group, "Nea")
    type(nia).objects.filter(pk=nia.pk).update(date_joined=timezone.now())
    nia.refresh_from_db()
    held = make_message(room, nia, body=LINK, now=timezone.now())

    client.force_login(nia)
    own = client.get(room.get_absolute_url()).content.decode()
    actions.keep_back(message=held, host=make_host(group), now=timezone.now())
    kept = client.get(room.get_absolute_url()).content.decode()
    client.force_login(ada)
    others = client.get(room.get_absolute_url()).content.decode()

    assert ("example.org" in own, "A host reads it first." in own) == (True, True)
    assert ("example.org" in kept, "did not let this appear" in kept) == (True, True)
    assert "example.org" not in others


def silence(member, group):
    sanction(member, kind=Sanction.Kind.SILENCE, until=None, now=NOON)


def suspend(member, group):
    sanction(member, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)


def leave(member, group):
    leave_group(group=group, member=member)


@pytest.mark.parametrize("change", [silence, suspend, leave])
def test_what_no_host_has_read_does_not_appear_by_itself_of_somebody_who_may_not_write(change, room, group, held, nia):
    change(nia, group)

    assert actions.publish_due(now=held.held_until) == 0

    held.refresh_from_db()
    assert (held.seq, held.waits_for, held.held_until) == (None, "host", NOON + timedelta(days=2))
    assert actions.let_appear(message=held, host=make_host(group), now=NOON)


def test_no_host_can_say_for_somebody_what_they_took_their_yes_back_from(client, room, group, held, nia):
    host = make_host(group)
    withdraw_consent(nia, subject=Subject.HEALTH, now=NOON)
    client.force_login(host)

    with pytest.raises(PermissionDenied):
        actions.let_appear(message=held, host=host, now=NOON)
    response = client.post(reverse("chat:let_appear", args=[room.slug, held.pk]))

    assert response.status_code == 403
    held.refresh_from_db()
    assert held.seq is None


def test_end_of_calm_brings_nothing_of_somebody_who_has_a_pause(room, group, nia):
    host = make_host(group)
    actions.calm_room(room=room, host=host, now=NOON)
    make_message(room, nia)
    pause = {"length": timedelta(hours=1), "reason": "Please rest."}
    actions.pause_member(room=room, host=host, member=nia, now=NOON, **pause)

    assert actions.end_calm(room=room, host=host, now=NOON) == 0
    assert not room.messages.shown().exists()


def test_what_waits_in_a_room_that_is_closed_meanwhile_appears_as_was_said(room, held):
    Room.objects.update(is_open=False)

    assert actions.publish_due(now=held.held_until) == 1
