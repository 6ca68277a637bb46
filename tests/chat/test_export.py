"""All that I have said in rooms, for me alone."""

import json

import pytest

from community.chat import actions
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group

JSON, PAGE = "/rooms/mine/messages.json", "/rooms/mine/messages.html"


def streamed(response):
    return b"".join(response.streaming_content).decode()


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def test_everything_i_said_and_nothing_of_others(as_ada, room, ada, bo):
    make_message(room, ada, "Mine *here*.")
    make_message(make_room(room.group, "other"), ada, "Mine there.")
    make_message(room, bo, "Zebra of Bo.")

    rows = json.loads(streamed(as_ada.get(JSON)))
    page = streamed(as_ada.get(PAGE))

    assert [(row["room"], row["text"], row["state"]) for row in rows] == [
        ("Other", "Mine there.", "shown"),
        ("Quiet corner", "Mine *here*.", "shown"),
    ]
    assert rows[1]["written_at"] == "2026-11-22T12:00:00+00:00"
    assert "Mine <em>here</em>." in page
    assert "22 November 2026, 13:00" in page
    assert "Zebra" not in page + json.dumps(rows)


def test_what_was_taken_back_or_hidden_is_mine_what_the_team_took_out_is_not(as_ada, room, ada, mo):
    removed, hidden, blanked = (make_message(room, ada, f"Word {number}.") for number in range(3))
    actions.remove_message(removed, author=ada, now=NOON)
    actions.hide_message(hidden, moderator=mo, now=NOON)
    actions.blank_phrases(blanked, phrases=["Word 2"], moderator=mo, now=NOON)

    rows = json.loads(streamed(as_ada.get(JSON)))

    assert [row["state"] for row in rows] == ["taken back", "hidden by a moderator", "shown"]
    assert [row["text"] for row in rows][:2] == ["Word 0.", "Word 1."]
    assert "Word 2" not in rows[2]["text"]


def test_also_from_private_groups_i_left_without_their_names(as_ada, room, ada):
    make_message(room, ada, "Said here.")
    for name in ("zebra-circle", "zebra-garden"):
        group = make_group(name, privacy="private")
        join(group, ada)
        make_message(make_room(group, name), ada, f"Still mine, {name[6:]}.")
        ada.memberships.filter(group=group).delete()

    rows = json.loads(streamed(as_ada.get(JSON)))
    file, page = streamed(as_ada.get(PAGE)), as_ada.get("/rooms/mine/").content.decode()

    assert [(row["group"], row["room"], row["text"]) for row in rows[1:]] == [
        (None, "a room you have left", "Still mine, circle."),
        (None, "a room you have left", "Still mine, garden."),
    ]
    assert file.count("<h2>A room you have left: ") == 2
    assert "Still mine, circle." in file
    assert page.index("Quiet corner") < page.index("Rooms you have left")
    assert "2 messages" in page
    assert "zebra" not in (json.dumps(rows) + file + page).lower()


def test_open_room_of_a_group_i_left_keeps_its_name(as_ada, room, ada):
    make_message(room, ada)
    ada.memberships.filter(group=room.group).delete()

    assert "Quiet corner" in as_ada.get("/rooms/mine/").content.decode()
    assert json.loads(streamed(as_ada.get(JSON)))[0]["room"] == "Quiet corner"


def test_moderator_of_the_site_reads_every_name(as_ada, room, ada):
    ada.is_moderator = True
    ada.save(update_fields=["is_moderator"])
    make_message(room, ada)

    assert json.loads(streamed(as_ada.get(JSON)))[0]["room"] == "Quiet corner"


def test_nothing_said_is_an_empty_list_and_a_plain_page(as_ada, room):
    assert json.loads(streamed(as_ada.get(JSON))) == []
    assert "You have not said anything in a room yet." in as_ada.get("/rooms/mine/").content.decode()


def test_files_are_kept_under_a_neutral_name_and_not_by_the_browser(as_ada, room, ada):
    make_message(room, ada)

    for address in (JSON, PAGE):
        response = as_ada.get(address)
        assert response["Content-Disposition"].startswith('attachment; filename="messages-')
        assert "no-store" in response["Cache-Control"]
        assert "quiet" not in response["Content-Disposition"]


@pytest.mark.parametrize("messages", [1, 3])
def test_page_and_files_cost_the_same_queries_for_any_number(as_ada, room, ada, messages, django_assert_num_queries):
    for number in range(messages):
        make_message(room, ada)
        make_message(make_room(room.group, f"room-{number}"), ada)

    with django_assert_num_queries(4):  # session, user, counts, unread notifications
        page = as_ada.get("/rooms/mine/").content.decode()
    with django_assert_num_queries(3):  # session, user, messages
        rows = json.loads(streamed(as_ada.get(JSON)))
    with django_assert_num_queries(3):
        file = streamed(as_ada.get(PAGE))

    assert page.count("list-rows__item") == messages + 1
    assert (len(rows), file.count("<article>")) == (2 * messages, 2 * messages)


def test_visitors_sign_in_first(client):
    for address in ("/rooms/mine/", JSON, PAGE):
        assert client.get(address).url.startswith("/accounts/login/")
