"""What was said in rooms, for those who may read it there."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.accounts.actions import block
from community.accounts.content_notes import ContentNote
from community.chat import actions
from community.search.asking import read
from community.search.queries import find_messages
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group
from tests.words.factories import make_rule

NEEDLES = ContentNote.NEEDLES.value


def main_of(response):
    return response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def room(group):
    return make_room(group)


@pytest.mark.parametrize(
    ("privacy", "readers"),
    [("public", ["visitor", "eve", "ada", "mo"]), ("open", ["eve", "ada", "mo"]), ("private", ["ada", "mo"])],
)
def test_messages_are_found_by_those_who_may_read_the_room(privacy, readers, ada, eve, mo):
    group = make_group("here", privacy=privacy)
    join(group, ada)
    message = make_message(make_room(group), ada, "A needle, said.")
    people = {"visitor": AnonymousUser(), "eve": eve, "ada": ada, "mo": mo}

    found = [name for name, person in people.items() if message in find_messages(person, read("needle"))]

    assert found == readers


def test_all_words_must_be_there_in_any_case(room, ada):
    message = make_message(room, ada, "My EYELID closes at night.")

    assert find_messages(ada, read("eyelid NIGHT")) == [message]
    assert find_messages(ada, read("eyelid noon")) == []


def test_what_is_hidden_taken_back_changed_or_waits_is_not_found(room, ada, mo):
    hidden, removed, changed = (make_message(room, ada, f"needle {number}") for number in range(3))
    actions.hide_message(hidden, moderator=mo, now=NOON)
    actions.remove_message(removed, author=ada, now=NOON)
    actions.edit_message(changed, author=ada, body="thread", content_notes=0, now=NOON)

    assert find_messages(mo, read("needle")) == []
    assert find_messages(mo, read("thread")) == [changed]


def test_words_that_were_taken_out_are_not_found_by_looking_for_them(room, ada, mo):
    blanked = make_message(room, ada, "A secret needle, one.")
    actions.blank_phrases(blanked, phrases=["secret needle"], moderator=mo, now=NOON)

    assert find_messages(mo, read("needle")) == []
    assert find_messages(mo, read("one")) == [blanked]


def test_masked_words_are_not_found_by_looking_for_them(room, ada, mo):
    make_rule("needle", effect="mask")
    masked = make_message(room, ada, "A needle, one.")

    assert find_messages(mo, read("needle")) == []
    assert find_messages(mo, read("one")) == [masked]


def test_switched_off_rooms_are_not_searched(room, ada, settings):
    make_message(room, ada, "needle")
    settings.SWITCHED_OFF = ("chat",)

    assert find_messages(ada, read("needle")) == []


def test_left_out_is_left_out_folded_is_folded_and_shown_is_shown(client, room, ada, bo):
    make_message(room, bo, "A needle, told.", content_notes=NEEDLES)
    client.force_login(ada)

    assert "Content note: Needles" in main_of(client.get("/search/?q=needle"))
    assert "told" not in main_of(client.get("/search/?q=needle"))

    ada.notes_shown = NEEDLES
    ada.save()
    assert "told" in main_of(client.get("/search/?q=needle"))

    ada.notes_shown, ada.notes_left_out = 0, NEEDLES
    ada.save()
    assert "Said in rooms" not in main_of(client.get("/search/?q=needle"))


def test_words_of_a_blocked_member_stay_folded(client, room, ada, bo):
    make_message(room, bo, "A needle, told.")
    block(bo, blocker=ada, now=NOON)
    client.force_login(ada)

    page = main_of(client.get("/search/?q=needle"))

    assert "Written by somebody you blocked." in page
    assert "told" not in page


def test_one_room_alone(client, room, group, ada):
    make_message(room, ada, "needle here")
    make_message(make_room(group, "other"), ada, "needle there")
    client.force_login(ada)

    page = main_of(client.get("/search/?q=needle&room=quiet-corner"))

    assert "<mark>needle</mark> here" in page
    assert "<mark>needle</mark> there" not in page
    assert 'name="room" value="quiet-corner"' in page
    assert "Said in this room" in page


def test_a_room_one_may_not_see_is_not_there(client, ada, eve):
    make_room(make_group("closed", privacy="private"), "closed")
    client.force_login(eve)

    assert client.get("/search/?q=needle&room=closed").status_code == 404


@pytest.mark.parametrize("messages", [1, 3])
def test_search_in_a_room_costs_the_same_queries_for_any_length(client, room, ada, messages, django_assert_num_queries):
    for number in range(messages):
        make_message(room, ada, f"needle {number}")
    client.force_login(ada)

    with django_assert_num_queries(6):  # session, user, room, messages (their keys, and them), unread notices
        page = main_of(client.get("/search/?q=needle&room=quiet-corner"))

    assert page.count("list-rows__item") == messages
