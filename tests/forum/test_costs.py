"""What a page costs, whatever its length."""

import pytest

from community.forum import actions
from tests.factories import NOON
from tests.forum.factories import make_board, make_replies, make_thread


def html(response):
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_board_costs_the_same_queries_for_any_length(client, group, ada, rows, django_assert_num_queries):
    board = make_board(group)
    for count in range(rows):
        make_thread(board=board, author=ada, title=f"Thread {count}")
    client.force_login(ada)

    with django_assert_num_queries(8):  # session, user, board, threads, moderator?, pinned, reading list, notices
        response = client.get(board.get_absolute_url())

    assert html(response).count('class="list-rows__item') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_thread_costs_the_same_queries_for_any_length(client, group, ada, rows, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, rows - 1)
    client.force_login(ada)

    with django_assert_num_queries(9):  # session, user, groups, thread, mark, other name, posts, draft, notices
        response = client.get(thread.get_absolute_url())

    assert html(response).count("<article") == rows


def test_first_look_at_a_thread_costs_its_read_mark_on_top(client, group, ada, bo, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    client.force_login(bo)

    # session, user, groups, thread, mark, level of the place, posts, notices, the new mark in its savepoint, draft
    with django_assert_num_queries(12):
        client.get(thread.get_absolute_url())


def test_page_of_twenty_posts_stays_light(client, group, ada, bo):
    words = "Some days the cheek pulls and some days it rests. " * 12  # 600 characters
    thread = make_thread(group=group, author=ada, body=words)
    for count in range(19):
        actions.add_reply(thread=thread, author=ada, body=f"{count} {words}", now=NOON)
    client.force_login(bo)

    assert len(client.get(thread.get_absolute_url()).content) <= 40_000
