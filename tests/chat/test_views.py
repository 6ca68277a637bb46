import json
from uuid import uuid4

import pytest
from django.utils import timezone

from community.chat import actions
from community.chat.models import Room
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, make_group

JSON = {"Accept": "application/json"}
SEND = "/rooms/quiet-corner/messages/"
EVENTS = "/rooms/quiet-corner/events/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def draft(body="Hello", client_id=None):
    return {"body": body, "client_id": client_id or uuid4()}


@pytest.mark.parametrize("messages", [1, 3])
def test_room_page_costs_the_same_queries_for_any_length(as_ada, room, ada, bo, messages, django_assert_num_queries):
    for number in range(messages):
        make_message(room, [ada, bo][number % 2])
    as_ada.get(room.get_absolute_url())  # the first look remembers how far she has read

    # session, user, room, membership, pauses, draft, own settings, who is here, her place, messages, notifications
    with django_assert_num_queries(11):
        response = as_ada.get(room.get_absolute_url())

    assert response.content.count(b'<article class="message"') == messages


@pytest.mark.parametrize("rooms", [1, 3])
def test_list_of_rooms_costs_the_same_queries_for_any_length(as_ada, group, rooms, django_assert_num_queries):
    for number in range(rooms):
        make_room(group, slug=f"room-{number}")

    with django_assert_num_queries(4):  # session, user, rooms, unread notifications
        response = as_ada.get("/rooms/")

    assert response.content.count(b'href="/rooms/room-') == rooms


def test_list_and_pages_leave_out_rooms_one_may_not_see(client, room, eve):
    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)

    assert "Quiet corner" not in client.get("/rooms/").content.decode()
    assert client.get(room.get_absolute_url()).status_code == 404
    assert client.get(EVENTS).status_code == 404
    assert client.post(SEND, draft()).status_code == 404


def test_signed_out_the_room_of_an_open_group_does_not_exist(client, room, ada):
    make_message(room, ada, body="For members")

    for address in (room.get_absolute_url(), EVENTS):
        response = client.get(address)
        assert response.status_code == 404
        assert "For members" not in response.content.decode()


def test_visitor_reads_the_room_of_a_public_group_and_is_asked_to_sign_in(client, ada):
    group = make_group("public", privacy="public")
    room = make_room(group, "porch")

    page = client.get(room.get_absolute_url()).content.decode()

    assert "Sign in to take part" in page
    assert "data-room-composer" not in page
    assert "js/chat/room.js" not in page


def test_stranger_reads_an_open_room_and_is_asked_to_join(client, room, eve):
    client.force_login(eve)

    page = client.get(room.get_absolute_url()).content.decode()

    assert "Join the group" in page
    assert "data-room " not in page


def test_page_shows_the_last_forty_and_leads_to_earlier_ones(as_ada, room, ada):
    for number in range(1, 43):
        make_message(room, ada, body=f"Number {number}.")

    latest = as_ada.get(room.get_absolute_url())
    earlier = as_ada.get(room.get_absolute_url(), {"before": 3})

    assert [message.seq for message in latest.context["page"]] == list(range(3, 43))
    assert 'href="?before=3"' in latest.content.decode()
    assert 'data-last-seq="42"' in latest.content.decode()
    assert [message.seq for message in earlier.context["page"]] == [1, 2]
    assert 'href="?before=' not in earlier.content.decode()


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "²"])
def test_nonsense_before_shows_the_latest(as_ada, room, before):
    assert as_ada.get(room.get_absolute_url(), {"before": before}).templates[0].name == "chat/room.html"


def test_page_carries_help_who_can_read_and_a_way_to_report(as_ada, group, bo):
    room = make_room(group, topic="Evenings, without hurry")
    message = make_message(room, bo)

    page = as_ada.get(room.get_absolute_url()).content.decode()

    assert "Evenings, without hurry" in page
    assert "/urgent-help/" in page
    assert "Only signed-in members can read this." in page
    assert f"/report/message/{message.pk}/" in page


def test_what_members_type_stays_text(as_ada, room, ada):
    body = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) </article><script>alert(1)</script>"
    make_message(room, ada, body=body)

    page = as_ada.get(room.get_absolute_url()).content.decode()
    news = as_ada.get(EVENTS).json()["events"][0]["html"]

    for html in (page, news):
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "<script>alert" not in html
        assert html.count("</article>") == 1


def test_hidden_message_leaves_its_place_without_its_text(as_ada, room, bo, mo):
    message = make_message(room, bo, body="Take 5 grams")
    actions.hide_message(message, moderator=mo, now=NOON)

    page = as_ada.get(room.get_absolute_url()).content.decode()

    assert "A moderator hid this message." in page
    assert "grams" not in page
    assert f"/report/message/{message.pk}/" not in page


def test_sending_without_script_comes_back_to_the_room(as_ada, room):
    response = as_ada.post(SEND, draft("Good\r\nmorning"))

    message = room.messages.get()
    assert (response.status_code, response.url) == (302, f"/rooms/quiet-corner/#message-{message.pk}")
    assert message.body == "Good\nmorning"
    assert (timezone.now() - message.created_at).total_seconds() < 60


def test_form_sent_twice_is_one_message(as_ada, room):
    form = as_ada.get(room.get_absolute_url()).context["form"]
    data = draft(client_id=form["client_id"].value())

    responses = [as_ada.post(SEND, data) for _ in range(2)]

    assert responses[0].url == responses[1].url
    assert room.messages.count() == 1


def test_sending_in_place_answers_with_the_message(as_ada, room):
    response = as_ada.post(SEND, draft("Hello *all*"), headers=JSON)

    message = room.messages.get()
    assert response.status_code == 201
    assert {"id": message.pk, "at": 1} == {key: response.json()[key] for key in ("id", "at")}
    assert "<em>all</em>" in response.json()["html"]


def test_message_that_is_too_long_stays_in_the_composer(as_ada, room):
    data = draft("Long " * 900)

    page = as_ada.post(SEND, data)
    answer = as_ada.post(SEND, data, headers=JSON)

    assert (page.status_code, answer.status_code) == (422, 422)
    assert "<title>Error: Quiet corner" in page.content.decode()
    assert data["body"].strip() in page.content.decode()
    assert str(data["client_id"]) in page.content.decode()
    assert answer.json() == {"errors": ["A message holds up to 4,000 characters. Send it in two parts."]}


@pytest.mark.parametrize("body", ["", "  \n ", "a\0b"])
def test_nothing_and_nonsense_are_not_sent(as_ada, room, body):
    assert as_ada.post(SEND, draft(body), headers=JSON).status_code == 422
    assert not room.messages.exists()


def test_stranger_who_sends_keeps_the_text(client, room, eve):
    client.force_login(eve)

    page = client.post(SEND, draft("My first words"))
    answer = client.post(SEND, draft("My first words"), headers=JSON)

    assert (page.status_code, answer.status_code) == (403, 403)
    assert "My first words" in page.content.decode()
    assert answer.json() == {"errors": ["You cannot write in this room now."]}
    assert not room.messages.exists()


def test_text_of_an_ended_sign_in_waits(client, room):
    client.post(SEND, draft("Still here"))

    assert ["body", "Still here"] in client.session["kept"]["fields"]
    assert not room.messages.exists()


def test_events_are_read_page_by_page(as_ada, room, ada, monkeypatch):
    monkeypatch.setattr("community.chat.news.PAGE", 2)
    for _ in range(3):
        make_message(room, ada)

    first = as_ada.get(EVENTS, {"after": 0}).json()
    second = as_ada.get(EVENTS, {"after": 2}).json()

    assert [event["seq"] for event in first["events"]] == [1, 2]
    assert [event["seq"] for event in second["events"]] == [3]
    assert (first["last_seq"], second["last_seq"]) == (3, 3)


@pytest.mark.parametrize("messages", [1, 3])
def test_events_cost_the_same_queries_for_any_number(as_ada, room, ada, messages, django_assert_num_queries):
    for _ in range(messages):
        make_message(room, ada)

    with django_assert_num_queries(4):  # session, user, room, events
        response = as_ada.get(EVENTS)

    assert len(response.json()["events"]) == messages


def test_events_do_not_tell_a_hidden_text(as_ada, room, ada, mo):
    message = make_message(room, ada, body="Take 5 grams")
    make_message(make_room(room.group, "other"), ada, body="Elsewhere")
    actions.hide_message(message, moderator=mo, now=NOON)

    news = as_ada.get(EVENTS).json()

    assert [event["type"] for event in news["events"]] == ["message.sent", "message.hidden"]
    assert "grams" not in json.dumps(news)
    assert "Elsewhere" not in json.dumps(news)


def test_news_are_not_kept_by_the_browser(as_ada, room):
    assert "no-store" in as_ada.get(EVENTS)["Cache-Control"]
    assert "no-store" in as_ada.get(room.get_absolute_url())["Cache-Control"]


def test_page_speaks_in_the_readers_own_zone(as_ada, room, bo):
    make_message(room, bo)

    page = as_ada.get(room.get_absolute_url()).content.decode()

    assert "22 November 2026, 13:00" in page
    assert 'data-time-zone="Europe/Berlin"' in page
    assert Room.objects.get().last_seq == 1
