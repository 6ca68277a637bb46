"""Rules about words, in a room."""

from uuid import uuid4

import pytest

from community.chat.models import Message
from community.words.models import Hit
from tests.words.factories import make_rule

JSON = {"Accept": "application/json"}
SEND = "/rooms/quiet-corner/messages/"
CALM = "You are not alone"


@pytest.fixture
def as_ada(client, ada, room):
    client.force_login(ada)
    return client


def line(body, **more):
    return {"body": body, "client_id": uuid4(), **more}


def test_r16_line_is_said_and_the_card_comes_with_the_answer(as_ada):
    make_rule("very dark", "urgent")

    answer = as_ada.post(SEND, line("It is very dark."), headers=JSON)

    assert answer.status_code == 201
    assert CALM in answer.json()["card"]
    assert "very dark" not in answer.json()["card"]
    assert CALM not in answer.json()["html"]
    assert Hit.objects.waiting().get().object_pk == Message.objects.get().pk
    assert CALM not in as_ada.get("/rooms/quiet-corner/").content.decode()


def test_r16_without_javascript_the_room_shows_the_card_once(as_ada):
    make_rule("very dark", "urgent")

    assert CALM in as_ada.post(SEND, line("It is very dark."), follow=True).content.decode()
    assert CALM not in as_ada.get("/rooms/quiet-corner/").content.decode()


def test_note_is_read_before_a_line_goes_out(as_ada):
    make_rule("tulip", "advise", note="Please do not sell bulbs.")

    answer = as_ada.post(SEND, line("A tulip."), headers=JSON)

    assert answer.status_code == 422
    assert "Please do not sell bulbs." in answer.json()["card"]
    assert not Message.objects.exists()
    again = as_ada.post(SEND, line("A tulip.", read_notes=answer.json()["read_notes"]), headers=JSON)
    assert again.status_code == 201
    assert Message.objects.get().body == "A tulip."


def test_note_is_read_without_javascript_too(as_ada):
    rule = make_rule("tulip", "advise", note="Please do not sell bulbs.")

    page = as_ada.post(SEND, line("A tulip.")).content.decode()

    assert "Please do not sell bulbs." in page
    assert "A tulip.</textarea>" in page
    assert f'name="read_notes" value="rule-{rule.pk}"' in page


def test_r27_line_with_a_held_word_is_said_and_the_team_will_look(as_ada):
    make_rule("tulip", reason="Somebody sold bulbs here.")

    answer = as_ada.post(SEND, line("A tulip."), headers=JSON)

    assert "The team will look at your text. Somebody sold bulbs here." in answer.json()["card"]
    assert Message.objects.get().hidden_at is None
    hit = Hit.objects.waiting().get()
    assert (hit.kind, hit.object_pk) == ("message", Message.objects.get().pk)


def test_r19_masked_words_are_gone_from_the_line(as_ada):
    make_rule("0700 900 100", "mask")

    answer = as_ada.post(SEND, line("Call 0700 900 100"), headers=JSON).json()

    assert "900 100" not in answer["html"]
    assert "▇▇▇ (removed by a rule)" in answer["html"]
    assert "card" not in answer
    assert Message.objects.get().body == "Call 0700 900 100"


def test_line_that_meets_no_rule_brings_no_card(as_ada):
    make_rule("tulip")

    assert set(as_ada.post(SEND, line("Calm."), headers=JSON).json()) == {"id", "at", "html"}
    assert not Hit.objects.exists()
