"""Second thoughts: nobody sees a message before its author's ten seconds are over; taken back it never was."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat import actions
from community.chat.models import Message
from community.drafts.models import Draft
from community.groups.actions import leave_group
from community.words.models import Hit
from tests.chat.factories import make_message
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame
from tests.chat.test_waiting import GUARD, send_guarded
from tests.factories import NOON
from tests.words.factories import make_rule

JSON = {"Accept": "application/json"}
SEND = "/rooms/quiet-corner/messages/"


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def as_ada(client, room, ada, noon):
    actions.choose_reading(ada, guards_sending=True)
    client.force_login(ada)
    return client


def address(message, act):
    return f"{SEND}{message.pk}/{act}/"


def test_whoever_chose_it_is_told_that_the_message_waits(as_ada, room):
    answer = as_ada.post(SEND, {"body": "A cat walked here"}, headers=JSON)

    message = Message.objects.get()
    assert answer.status_code == 202
    assert {key: answer.json()[key] for key in ("id", "waits_for", "seconds")} == {
        "id": message.pk,
        "waits_for": "guard",
        "seconds": 10,
    }
    assert "Not sent yet." in answer.json()["html"]
    assert message.seq is None


def test_nobody_else_waits(client, room, bo):
    client.force_login(bo)

    assert client.post(SEND, {"body": "At once"}, headers=JSON).status_code == 201
    assert Message.objects.get().seq == 1


def test_nobody_sees_it_before_on_pages_events_and_in_reports(as_ada, client, room, ada, bo, mo):
    as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()

    for reader in (bo, mo):
        client.force_login(reader)
        pages = [room.get_absolute_url(), f"{room.get_absolute_url()}events/", "/search/?q=zebra", "/"]
        told = {page: client.get(page).content.decode() for page in pages}
        leaks = ("Zebra words", f"message-{message.pk}", f"waits-{message.pk}")
        assert [page for page, text in told.items() if any(leak in text for leak in leaks)] == []
        assert client.get(f"/report/message/{message.pk}/").status_code == 404
    assert not room.events.exists()

    actions.send_now(message, author=ada, now=NOON)
    assert "Zebra words" in client.get(room.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
async def test_nobody_hears_of_it_by_socket_before(room, ada, bo):
    async with entered(bo, room) as browser:
        await frames_until_ready(browser)
        waits = await in_thread(make_message, room, ada, body="Zebra words", guard=GUARD)
        await in_thread(make_message, room, bo, body="Meanwhile")
        first = await next_frame(browser)
        await in_thread(actions.send_now, waits, author=ada, now=NOON)
        second = await next_frame(browser)

    assert ("Meanwhile" in first["html"], "Zebra" in first["html"]) == (True, False)
    assert (second["id"], second["at"], "Zebra words" in second["html"]) == (waits.pk, 2, True)


def test_its_author_finds_it_on_the_page_with_both_buttons(as_ada, room):
    plain = as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()
    page = as_ada.get(plain.url).content.decode()

    assert plain.url == f"/rooms/quiet-corner/#waits-{message.pk}"
    assert "Zebra words" in page
    assert f'action="{address(message, "back")}"' in page
    assert f'action="{address(message, "now")}"' in page
    assert f'data-message="{message.pk}" data-seconds="10"' in page


def test_taken_back_it_is_gone_and_its_words_are_in_the_field_again(as_ada, room, ada):
    as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()

    answer = as_ada.post(address(message, "back"), headers=JSON)

    draft = Draft.objects.get(owner=ada, key=room.draft_key)
    assert answer.json() == {"body": "Zebra words", "content_notes": [], "draft_version": draft.version}
    assert draft.fields == {"body": "Zebra words"}
    assert not Message.objects.exists()
    assert actions.publish_due(now=NOON + timedelta(days=1)) == 0


def test_taken_back_twice_or_too_late_says_so(as_ada, room, noon):
    as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()
    noon.shift(GUARD)
    actions.publish_due(now=NOON + GUARD)

    late = as_ada.post(address(message, "back"), headers=JSON)
    plain = as_ada.post(address(message, "back"))
    never = as_ada.post(f"{SEND}999/back/", headers=JSON)

    assert (late.status_code, late.json()) == (409, {"errors": ["It was sent before."]})
    assert (plain.status_code, plain.url) == (302, "/rooms/quiet-corner/")
    assert never.status_code == 409
    assert Message.objects.get().seq == 1


def test_sent_now_it_is_the_newest(as_ada, room, bo):
    as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()
    make_message(room, bo)

    answers = [as_ada.post(address(message, "now"), headers=JSON) for _ in range(2)]
    plain = as_ada.post(address(message, "now"))

    assert [(answer.status_code, answer.json()["at"]) for answer in answers] == [(201, 2), (201, 2)]
    assert "Zebra words" in answers[0].json()["html"]
    assert plain.url == f"/rooms/quiet-corner/#message-{message.pk}"
    assert room.events.count() == 2


def test_others_can_neither_send_it_nor_take_it_back(as_ada, client, room, bo, mo):
    as_ada.post(SEND, {"body": "Zebra words"})
    message = Message.objects.get()

    for other in (bo, mo):
        client.force_login(other)
        for act in ("back", "now"):
            answer = client.post(address(message, act), headers=JSON)
            assert (answer.status_code, "Zebra" in answer.content.decode()) == (409, False)
            with pytest.raises(PermissionDenied):
                {"back": actions.take_back, "now": actions.send_now}[act](message, author=other, now=NOON)
    assert Message.objects.get().seq is None


def test_what_waits_for_a_host_its_author_cannot_let_through(room, ada):
    waiting = send_guarded(room, ada)
    Message.objects.filter(pk=waiting.pk).update(waits_for="host")
    waiting.refresh_from_db()

    assert not actions.send_now(waiting, author=ada, now=NOON)
    assert not actions.take_back(waiting, author=ada, now=NOON)
    assert Message.objects.get().waits_for == "host"


def test_what_a_host_reads_first_says_so_in_place_of_the_box(as_ada, room, ada):
    waiting = send_guarded(room, ada, body="Zebra words")
    Message.objects.filter(pk=waiting.pk).update(waits_for="host")

    answer = as_ada.post(address(waiting, "now"), headers=JSON)

    assert (answer.status_code, answer.json()["waits_for"]) == (202, "host")
    assert "A host reads it first." in answer.json()["html"]
    assert "Take it back" not in answer.json()["html"]


@pytest.mark.parametrize("silenced", [True, False])
def test_whoever_may_not_write_any_more_finds_the_words_among_the_drafts(room, ada, silenced):
    waiting = send_guarded(room, ada, body="Zebra words")
    if silenced:
        sanction(ada, kind=Sanction.Kind.SILENCE, until=NOON + timedelta(days=1), now=NOON)
    else:
        leave_group(group=room.group, member=ada)

    assert actions.publish_due(now=NOON + GUARD) == 0

    assert not Message.objects.filter(pk=waiting.pk).exists()
    assert not room.events.exists()
    assert Draft.objects.get(owner=ada).fields == {"body": "Zebra words"}


def test_words_written_since_stay_beside_those_taken_back(room, ada):
    waiting = send_guarded(room, ada, body="Zebra words")
    Draft.objects.create(owner=ada, key=room.draft_key, fields={"body": "Written since"}, version=5, saved_at=NOON)

    assert actions.take_back(waiting, author=ada, now=NOON)

    draft = Draft.objects.get(owner=ada)
    assert draft.fields == {"body": "Written since"}
    assert draft.other_versions.get().fields == {"body": "Zebra words"}


def test_team_hears_of_words_only_when_they_are_sent(room, ada):
    make_rule(phrase="zebra", effect="hold")
    first, second = (send_guarded(room, ada, body=f"Zebra {number}") for number in range(2))
    assert not Hit.objects.exists()

    actions.take_back(first, author=ada, now=NOON)
    actions.send_now(second, author=ada, now=NOON)

    assert list(Hit.objects.values_list("object_pk", flat=True)) == [second.pk]


def test_taking_back_costs_no_turn_in_a_slow_room(room, ada):
    room.slow_seconds = 3600
    room.save(update_fields=["slow_seconds"])
    actions.take_back(send_guarded(room, ada), author=ada, now=NOON)

    assert make_message(room, ada, now=NOON + timedelta(seconds=1)).seq == 1


def test_sent_again_after_it_was_taken_back_it_is_a_message(as_ada, room):
    data = {"body": "Zebra words", "client_id": "6f1c1c9e-3f57-4c4e-9f5c-0d3a2c7a2a11"}
    as_ada.post(SEND, data)
    as_ada.post(address(Message.objects.get(), "back"))

    again = as_ada.post(SEND, data, headers=JSON)

    assert again.status_code == 202
    assert json.loads(again.content)["id"] == Message.objects.get().pk
