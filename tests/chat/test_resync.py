"""Whoever comes back after long: a short replay is complete, a long one is a page and a gap that says so."""

import json

import pytest

from community.chat import actions, news
from community.chat.models import RoomEvent
from community.chat.views.rooms import PER_PAGE
from tests.chat.factories import make_message
from tests.chat.sockets import browser_of, frames_until_ready, in_thread
from tests.factories import NOON


@pytest.fixture
def far(monkeypatch):
    monkeypatch.setattr(news, "FAR", 5)
    monkeypatch.setattr(news, "NEWEST", 3)


def fetch(client, room, **query):
    return client.get(f"{room.get_absolute_url()}events/", query).json()


def test_whoever_is_not_far_behind_gets_every_event(client, room, ada, bo, far):
    for _ in range(5):
        make_message(room, ada)
    client.force_login(bo)

    answer = fetch(client, room, after=0)

    assert [event["seq"] for event in answer["events"]] == [1, 2, 3, 4, 5]
    assert "resync" not in answer


def test_whoever_is_far_behind_gets_the_newest_and_a_gap(client, room, ada, bo, far):
    for number in range(1, 11):
        make_message(room, ada, body=f"Message {number}")
    client.force_login(bo)

    answer = fetch(client, room, after=2)
    back = answer["resync"]

    assert answer["events"] == []
    assert (back["seq"], back["after"], back["oldest"], back["gap"]) == (10, 2, 8, True)
    assert [(message["at"], message["type"]) for message in back["messages"]] == [
        (at, "message.sent") for at in (8, 9, 10)
    ]
    assert "Message 8" in back["messages"][0]["html"]
    assert "data-room-state" in back["room"]["html"]


def test_gap_is_filled_page_by_page_without_a_hole_or_a_double(client, room, ada, bo, far, monkeypatch):
    monkeypatch.setattr(news, "PAGE", 2)
    for _ in range(10):
        make_message(room, ada)
    client.force_login(bo)
    back = fetch(client, room, after=2)["resync"]

    after, upto, filled = back["after"], back["oldest"] - 1, []
    while after < upto:
        events = fetch(client, room, after=after, upto=upto)["events"]
        filled += [event["at"] for event in events]
        after = events[-1]["seq"]

    assert filled == [3, 4, 5, 6, 7]


def test_what_changed_on_the_page_meanwhile_is_told_and_nothing_else(client, room, ada, bo, mo, far):
    first, _, third = (make_message(room, ada, body=f"Zebra {number}") for number in (1, 2, 3))
    for _ in range(7):
        make_message(room, ada)
    for message in (first, third):
        actions.hide_message(message, moderator=mo, now=NOON)
    client.force_login(bo)

    whole = fetch(client, room, after=3, **{"from": 1})["resync"]["changed"]
    shorter = fetch(client, room, after=3, **{"from": 2})["resync"]["changed"]

    assert {message["id"] for message in whole} == {first.pk, third.pk}
    assert {message["type"] for message in whole} == {"message.changed"}
    assert "Zebra" not in json.dumps(whole)
    assert {message["id"] for message in shorter} == {third.pk}


def test_events_that_brought_no_message_leave_no_gap(client, room, ada, bo, mo, far):
    message = make_message(room, ada)
    for _ in range(4):
        actions.hide_message(message, moderator=mo, now=NOON)
        actions.restore_message(message, moderator=mo, now=NOON)
    client.force_login(bo)

    back = fetch(client, room, after=1, **{"from": 1})["resync"]

    assert (back["seq"], back["gap"], back["messages"]) == (9, False, [])
    assert [changed["id"] for changed in back["changed"]] == [message.pk]


@pytest.mark.django_db(transaction=True)
async def test_socket_that_comes_back_after_long_gets_one_frame_and_goes_on_live(room, ada, bo, far):
    for _ in range(10):
        await in_thread(make_message, room, ada)
    browser = await browser_of(bo, room, after="2&from=1")
    await browser.connect(timeout=5)

    back, ready = await frames_until_ready(browser)
    await in_thread(make_message, room, ada)
    live = json.loads(await browser.receive_from(timeout=3))

    assert (back["type"], back["seq"], back["oldest"]) == ("room.resync", 10, 8)
    assert ready == {"type": "room.ready", "seq": 10}
    assert [event["seq"] for event in live["events"]] == [11]
    await browser.disconnect(timeout=5)


def test_age_of_what_was_missed_is_no_matter(client, room, ada, bo):
    """Thirty days or a year: the replay comes from the database, not from a buffer."""
    for _ in range(2):
        make_message(room, ada)
    RoomEvent.objects.update(created_at=NOON.replace(year=NOON.year - 1))
    client.force_login(bo)

    assert [event["seq"] for event in fetch(client, room, after=1)["events"]] == [2]


@pytest.mark.parametrize("rows", [1, 3])
def test_resync_costs_the_same_queries_for_any_number_of_messages(
    client, room, ada, bo, rows, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(news, "FAR", 0)
    for _ in range(rows):
        make_message(room, ada)
    client.force_login(bo)

    with django_assert_num_queries(6):  # session, member, room, newest, changed, whether any are missing
        back = fetch(client, room, after=0, **{"from": 0})["resync"]

    assert len(back["messages"]) == rows <= PER_PAGE
