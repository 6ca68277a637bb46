"""What a page costs, whatever its length."""

import pytest
from django.db.models import F

from community.conversations.models import PrivateMessage
from tests.conversations.factories import make_conversation, send, write_to
from tests.factories import make_user


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(as_member, ada, rows, django_assert_num_queries):
    for number in range(rows):
        write_to(make_user(f"Guest{number}"), ada)
    client = as_member(ada)

    # session, user, count, conversations, places, members, left or declined just now, unread notices
    with django_assert_num_queries(8):
        response = client.get("/messages/")

    assert response.content.decode().count("list-rows__item") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_conversation_costs_the_same_queries_for_any_length(as_member, ada, bo, rows, django_assert_num_queries):
    conversation = make_conversation(ada, bo)
    for _ in range(rows - 1):
        send(conversation, ada)
    client = as_member(ada)

    # session, user, conversation, places, members, messages, told of it?, draft, unread notices
    client.get(conversation.get_absolute_url())
    with django_assert_num_queries(9):
        response = client.get(conversation.get_absolute_url())

    assert response.content.decode().count("<article") == rows


def test_deep_page_costs_what_the_first_costs(as_member, ada, bo, django_assert_num_queries):
    conversation = make_conversation(ada, bo)
    for _ in range(45):
        send(conversation, ada)
    client = as_member(ada)
    client.get(conversation.get_absolute_url())

    for page in (1, 3):
        with django_assert_num_queries(9):
            client.get(f"{conversation.get_absolute_url()}?page={page}")


def test_page_of_twenty_messages_stays_light_in_a_large_community(as_member, ada, bo):
    """Numbers of six figures in every address."""
    words = "Some days the cheek pulls and some days it rests. " * 12  # 600 characters
    conversation = make_conversation(ada, bo, body=words)
    for number in range(19):
        send(conversation, ada, body=f"{number} {words}")
    PrivateMessage.objects.update(id=F("id") + 900_000)

    assert len(as_member(bo).get(conversation.get_absolute_url()).content) <= 40_000
