"""How far somebody has read, seen from the pages."""

import pytest

from community.forum import actions
from community.forum.models import ThreadRead
from tests.factories import NOON
from tests.forum.factories import make_replies, make_thread


def html(response):
    return response.content.decode()


@pytest.fixture
def long_thread(group, ada, bo):
    """25 posts, of which Bo has read 21."""
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 24)
    actions.mark_read(thread=thread, member=bo, number=21, now=NOON)
    return thread


def test_unread_and_last_jump_to_their_posts(client, long_thread, bo):
    client.force_login(bo)
    address = long_thread.get_absolute_url()
    post = {post.number: post.pk for post in long_thread.posts.all()}

    assert client.get(f"{address}?unread")["Location"] == f"{address}?page=2#post-{post[22]}"
    assert client.get(f"{address}?last")["Location"] == f"{address}?page=2#post-{post[25]}"
    assert client.get(f"/posts/{post[3]}/")["Location"] == f"{address}#post-{post[3]}"
    assert client.get(f"/posts/{post[21]}/")["Location"] == f"{address}?page=2#post-{post[21]}"


def test_unread_jump_goes_to_the_start_when_nothing_is_read_and_to_the_end_when_all_is(client, long_thread, ada, mo):
    address = long_thread.get_absolute_url()

    client.force_login(mo)
    assert client.get(f"{address}?unread")["Location"] == f"{address}#post-{long_thread.posts.get(number=1).pk}"
    client.force_login(ada)
    assert "?page=2#" in client.get(f"{address}?unread")["Location"]


def test_reading_a_page_marks_what_it_shows_and_nothing_behind(client, long_thread, mo):
    client.force_login(mo)

    page = html(client.get(long_thread.get_absolute_url()))
    assert page.count(">New<") == 20
    assert ThreadRead.objects.get(member=mo).number == 20

    client.get(long_thread.get_absolute_url(), {"page": 2})
    client.get(long_thread.get_absolute_url(), {"page": 1})
    assert ThreadRead.objects.get(member=mo).number == 25


def test_board_says_what_is_new(client, long_thread, bo, mo):
    board = long_thread.board.get_absolute_url()

    client.force_login(bo)
    assert "4 new posts" in html(client.get(board))
    client.force_login(mo)
    assert "New to you" in html(client.get(board))
    make_thread(board=long_thread.board, author=mo, title="Mine")
    assert html(client.get(board)).count("New to you") == 1
