"""Earlier messages page by page, both ways, and from a day on in the reader's own zone."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.chat.factories import make_message, make_room
from tests.factories import NOON

ROOM = "/rooms/quiet-corner/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def seqs(response):
    return [message.seq for message in response.context["page"]]


@pytest.fixture
def pages_of_two(monkeypatch):
    monkeypatch.setattr("community.chat.views.history.PER_PAGE", 2)


def test_pages_lead_back_and_forth_without_losing_one(as_ada, room, ada, pages_of_two):
    for _ in range(5):
        make_message(room, ada)

    seen, address = [], f"{ROOM}?after=0"
    while address:
        page = as_ada.get(address)
        seen += seqs(page)
        address = f"{ROOM}?after={page.context['later']}" if page.context["later"] else ""
    assert seen == [1, 2, 3, 4, 5]

    seen, address = [], f"{ROOM}?before=6"
    while address:
        page = as_ada.get(address)
        seen = seqs(page) + seen
        address = f"{ROOM}?before={page.context['earlier']}" if page.context["earlier"] else ""
    assert seen == [1, 2, 3, 4, 5]


def test_links_are_there_only_where_they_lead_somewhere(as_ada, room, ada, pages_of_two):
    for _ in range(3):
        make_message(room, ada)

    middle = as_ada.get(f"{ROOM}?before=3").content.decode()
    oldest = as_ada.get(f"{ROOM}?after=0")

    assert 'href="?after=2"' in middle
    assert "Still earlier" not in middle
    assert (oldest.context["earlier"], oldest.context["later"]) == (None, 2)


@pytest.mark.parametrize("messages", [1, 3])
def test_page_costs_the_same_queries_for_any_length(as_ada, room, ada, bo, messages, django_assert_num_queries):
    first = make_message(room, bo)
    for _ in range(messages):
        make_message(room, ada, in_reply_to=first)

    # session, user, room, membership, pauses, messages, is there an earlier one, a later one, unread notifications
    with django_assert_num_queries(9):
        response = as_ada.get(f"{ROOM}?after=1")

    assert response.content.count(b'<article class="message"') == messages


def test_day_is_the_readers_own(as_ada, room, ada):
    """Ada lives in Berlin: her Monday begins at 23:00 UTC on Sunday."""
    sunday = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)
    make_message(room, ada, now=sunday)
    monday = make_message(room, ada, now=sunday + timedelta(minutes=1))

    for day in ("23.11.2026", "2026-11-23", "23 11 2026"):
        response = as_ada.get(ROOM, {"day": day})
        assert response.url == f"{ROOM}?after=1#message-{monday.pk}"


def test_day_without_words_leads_to_the_next_one_with_some(as_ada, room, ada):
    make_message(room, ada, now=NOON)

    assert as_ada.get(ROOM, {"day": "1.1.2020"}).url.startswith(f"{ROOM}?after=0#")
    late = as_ada.get(ROOM, {"day": "1.1.2030"}, follow=True)
    assert "Nothing was said on that day or later." in late.content.decode()


@pytest.mark.parametrize("day", ["", "yesterday", "31.2.2026", "1.1.0000"])
def test_no_day_says_how_to_write_one_and_keeps_what_was_typed(as_ada, room, ada, day):
    response = as_ada.get(ROOM, {"day": day})

    assert response.status_code == 422
    assert "27.3.2027" in response.content.decode()
    assert f'value="{day}"' in response.content.decode() or not day


def test_jumping_stays_in_the_room_and_behind_its_door(client, room, ada, eve):
    make_message(make_room(room.group, "other"), ada, now=NOON)
    room.group.privacy = "private"
    room.group.save()
    client.force_login(eve)

    assert client.get(ROOM, {"day": "22.11.2026"}).status_code == 404
    client.force_login(ada)
    assert "Nothing was said" in client.get(ROOM, {"day": "22.11.2026"}, follow=True).content.decode()


def test_history_page_searches_this_room(as_ada, room, ada):
    make_message(room, ada)

    page = as_ada.get(f"{ROOM}?before=9").content.decode()

    assert 'action="/search/"' in page
    assert '<input type="hidden" name="room" value="quiet-corner">' in page


def test_visitor_reads_history_without_ways_to_write(client, ada):
    room = make_room(ada.memberships.get().group, "porch")
    room.group.privacy = "public"
    room.group.save()
    make_message(room, ada)

    page = client.get("/rooms/porch/?before=9").content.decode()

    assert "data-message-reply" not in page
    assert "data-message-more" in page
