"""What a page costs, whatever its length."""

import pytest
from django.db.models import F

from community.forum import actions
from community.forum.models import Post, Thread
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

    with django_assert_num_queries(6):  # session, user, thread, posts, draft, notices
        response = client.get(thread.get_absolute_url())

    assert html(response).count("<article") == rows


def test_first_look_at_a_thread_costs_its_read_mark_on_top(client, group, ada, bo, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    client.force_login(bo)

    # session, user, thread, posts, notices, the new mark in its savepoint, draft
    with django_assert_num_queries(9):
        client.get(thread.get_absolute_url())


def test_page_of_twenty_posts_stays_light(client, group, ada, bo):
    words = "Some days the cheek pulls and some days it rests. " * 12  # 600 characters
    thread = make_thread(group=group, author=ada, body=words)
    for count in range(19):
        actions.add_reply(thread=thread, author=ada, body=f"{count} {words}", now=NOON)
    client.force_login(bo)

    assert len(client.get(thread.get_absolute_url()).content) <= 40_000


def test_last_page_of_a_long_thread_in_a_large_community_is_no_heavier(client, group, ada, bo):
    """Numbers of six figures in every address, and links to 250 pages."""
    words = "Some days the cheek pulls and some days it rests. " * 12
    thread = make_thread(group=group, author=ada, body=words)
    for count in range(19):
        actions.add_reply(thread=thread, author=ada, body=f"{count} {words}", now=NOON)
    Post.objects.filter(thread=thread).update(id=F("id") + 900_000, number=F("number") + 4_980)
    Thread.objects.filter(pk=thread.pk).update(post_count=5_000)
    client.force_login(bo)

    page = client.get(thread.get_absolute_url(), {"page": 250})

    assert html(page).count("<article") == html(page).count(">New</span>") == 20
    assert len(page.content) <= 40_000
