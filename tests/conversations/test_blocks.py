"""Private conversations between members of whom one blocked the other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from community.accounts.actions import block, unblock
from community.accounts.models import User
from community.conversations.permissions import can_send
from tests.conversations.factories import add, answer, fresh, make_conversation, place_of, send, write_to
from tests.factories import NOON

FOLD = "Written by somebody you blocked. Open to read"


@pytest.fixture
def blocked(ada, bo):
    """Ada blocked Bo."""
    return block(bo, blocker=ada, now=NOON)


def told(member):
    return member.notifications.filter(kind="message").count()


def page(client, conversation):
    return client.get(conversation.get_absolute_url()).content.decode()


def words_of(markup):
    return strip_tags(markup.split("<main")[1].split("</main>")[0])


def asks_as(as_member, asker, name):
    words = {"names": name, "subject": "", "body": "Hello."}
    return as_member(asker).post("/messages/new/", words, follow=True).content.decode()


def test_first_message_of_the_blocked_does_not_reach_the_blocker(as_member, ada, bo, blocked):
    conversation = write_to(bo, ada, now=timezone.now())
    client = as_member(ada)

    assert told(ada) == 0
    page_of_list = client.get("/messages/").content.decode()
    assert bo.username not in words_of(page_of_list)
    assert "Undo" not in page_of_list
    address = conversation.get_absolute_url()
    assert client.get(address).status_code == 404
    for act in ("answer", "return", "leave", "mute"):
        assert client.post(f"{address}{act}/", {"accept": "1", "on": "1"}).status_code == 404
    assert client.post(address, {"body": "How?"}).status_code == 404


def test_whoever_blocked_another_name_cannot_test_by_a_conversation_whose_it_is(ada, bo, eve):
    """What is missing would tell: Ada asks whom she suspects to write to her, or to add her."""
    block(bo, blocker=ada, by_name=False, now=NOON)

    begun, circle = write_to(bo, ada), make_conversation(bo, eve)
    add(circle, ada, eve)

    assert place_of(begun, ada).is_asked
    assert place_of(circle, ada).is_asked
    assert told(ada) == 2


def test_to_the_blocked_it_looks_like_no_answer(as_member, ada, bo, eve, blocked):
    """Word for word the page of somebody whom Eve has not answered yet."""
    pages = {name: asks_as(as_member, bo, name).replace(name, "X") for name in ("Ada", "Eve")}
    main = {name: words_of(words) for name, words in pages.items()}

    assert main["Ada"] == main["Eve"]
    assert "Once X has joined, you can write more." in main["Ada"]


def test_second_try_is_answered_as_after_a_first_message_without_an_answer(as_member, ada, bo, eve, blocked):
    for name in ("Ada", "Eve"):
        asks_as(as_member, bo, name)

    again = {name: asks_as(as_member, bo, f"{name}  ").replace(name, "X") for name in ("Ada", "Eve")}

    assert all("X takes no messages from you now." in words for words in again.values())


def test_double_click_makes_one_conversation_as_always(ada, bo, blocked):
    submit_id = uuid4()

    assert write_to(bo, ada, submit_id=submit_id) == write_to(bo, ada, submit_id=submit_id)


def test_being_added_by_the_blocked_does_not_reach_the_blocker(as_member, ada, bo, eve, blocked):
    conversation = make_conversation(bo, eve)

    for _click in range(2):
        add(fresh(conversation), ada, bo)

    assert told(ada) == 0
    assert as_member(ada).get(conversation.get_absolute_url()).status_code == 404
    assert "has not joined" in page(as_member(bo), conversation)


def test_blocker_must_undo_before_writing_or_adding(as_member, ada, bo, eve, blocked):
    assert "You blocked Bo. Undo that first." in asks_as(as_member, ada, "Bo")
    conversation = make_conversation(ada, eve)

    response = as_member(ada).post(f"{conversation.get_absolute_url()}add/", {"names": "Bo"})

    assert "You blocked Bo. Undo that first." in response.content.decode()
    assert conversation.participants.count() == 2


def test_messages_in_a_conversation_that_is_there_are_folded_and_not_told(as_member, ada, bo):
    conversation = make_conversation(bo, ada)
    before = told(ada)
    block(bo, blocker=ada, now=NOON)

    send(conversation, bo, "Zebra words.")

    assert told(ada) == before
    words = page(as_member(ada), conversation)
    assert words.count(FOLD) == 2
    assert "Zebra words." in words
    assert "/members/Bo/block/" not in words
    assert FOLD not in page(as_member(bo), conversation)


def test_nobody_writes_to_the_blocked_alone(as_member, ada, bo):
    conversation = make_conversation(ada, bo)
    row = block(bo, blocker=ada, now=NOON)

    words = page(as_member(ada), conversation)
    assert "You blocked Bo. Undo that first." in words
    assert "/settings/blocked/" in words
    assert as_member(ada).post(conversation.get_absolute_url(), {"body": "Kept."}).status_code == 403
    assert can_send(User.objects.get(pk=bo.pk), fresh(conversation), now=NOON)

    unblock(row, blocker=ada)
    assert can_send(User.objects.get(pk=ada.pk), fresh(conversation), now=NOON)


def test_where_others_read_too_the_blocker_goes_on_writing(as_member, ada, bo, eve):
    conversation = make_conversation(ada, bo, eve)
    block(bo, blocker=ada, now=NOON)

    words = page(as_member(ada), conversation)

    assert "Undo that first" not in words
    send(conversation, eve, "From Eve.")
    assert page(as_member(ada), conversation).count(FOLD) == 0
    assert ada.notifications.filter(text__startswith="Eve wrote").exists()


def test_third_member_may_bring_both_together(ada, bo, eve, blocked):
    conversation = write_to(eve, ada, bo)
    answer(conversation, ada, bo)

    send(conversation, bo)

    assert [notice.text for notice in ada.notifications.all()] == ["Eve wrote you a private message."]


def test_who_knows_each_other_is_brought_together_again_for_everybody_but_the_blocker(as_member, ada, bo, eve):
    make_conversation(ada, bo, eve)
    block(bo, blocker=ada, now=NOON)
    before = told(ada)

    again = write_to(bo, ada, eve)
    send(again, eve)

    assert told(ada) == before
    assert as_member(ada).get(again.get_absolute_url()).status_code == 404
    assert [words for reader in (bo, eve) if (words := "has not joined") in page(as_member(reader), again)] == []


def test_joining_by_the_blocked_is_not_told(ada, bo):
    conversation = write_to(ada, bo)
    block(bo, blocker=ada, now=NOON)

    answer(conversation, bo)

    assert told(ada) == 0


def test_after_the_undo_members_write_to_each_other_again(ada, bo, eve, blocked):
    unblock(blocked, blocker=ada)

    conversation = write_to(bo, ada)

    assert place_of(conversation, ada).is_asked
    assert told(ada) == 1


def test_what_was_held_off_does_not_come_later(as_member, ada, bo, blocked):
    write_to(bo, ada, body="Zebra words.")

    unblock(blocked, blocker=ada)

    assert bo.username not in words_of(as_member(ada).get("/messages/").content.decode())
    write_to(User.objects.get(pk=ada.pk), bo, now=NOON + timedelta(minutes=1))


def test_messages_of_others_offer_the_way_to_block_them(as_member, ada, bo):
    conversation = write_to(bo, ada)

    assert "/members/Bo/block/" in page(as_member(ada), conversation)
    assert "/block/" not in page(as_member(bo), conversation)


def test_conversation_costs_one_query_more_for_whoever_blocks(as_member, ada, bo, eve, django_assert_num_queries):
    conversation = make_conversation(ada, bo)
    client = as_member(ada)
    client.get(conversation.get_absolute_url())
    block(eve, blocker=ada, now=NOON)

    with django_assert_num_queries(10):
        client.get(conversation.get_absolute_url())
