"""Lists of threads: filters, orders, pages, and "I have read all this"."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.forum import actions
from community.forum.actions.reading import mark_all_read
from community.forum.models import Bookmark, Thread, ThreadRead
from community.forum.pagination import MOST_COUNTED, ThreadPages
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import announce, make_board, make_replies, make_thread


def html(response):
    return response.content.decode()


def titles(client, address, **query):
    page = client.get(address, query).context["page"]
    return [thread.title for thread in page]


@pytest.fixture
def board(group, ada, bo):
    """Four threads, the oldest first."""
    board = make_board(group)
    for hours, title in enumerate(["Answered", "Own", "Kept", "New"]):
        make_thread(
            board=board, author=bo if title == "Own" else ada, title=title, now=NOON - timedelta(hours=9 - hours)
        )
    answered = Thread.objects.get(title="Answered")
    actions.add_reply(thread=answered, author=ada, body="Yes.", now=NOON)
    Bookmark.objects.create(member=bo, post=Thread.objects.get(title="Kept").posts.get(), created_at=NOON)
    actions.mark_read(thread=answered, member=bo, number=2, now=NOON)
    return board


@pytest.mark.parametrize(
    ("show", "found"),
    [
        ("", ["Answered", "New", "Kept", "Own"]),
        ("unread", ["New", "Kept"]),
        ("unanswered", ["New", "Kept", "Own"]),
        ("mine", ["Own"]),
        ("bookmarked", ["Kept"]),
        ("nonsense", ["Answered", "New", "Kept", "Own"]),
    ],
)
@pytest.mark.parametrize("place", ["board", "group"])
def test_list_shows_what_was_chosen(client, board, bo, place, show, found):
    address = board.get_absolute_url() if place == "board" else reverse("forum:group_threads", args=[board.group.slug])
    client.force_login(bo)

    assert titles(client, address, show=show) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("", ["Answered", "New", "Kept", "Own"]),
        ("newest", ["New", "Kept", "Own", "Answered"]),
        ("oldest", ["Answered", "Own", "Kept", "New"]),
    ],
)
def test_list_stands_in_the_chosen_order(client, board, bo, order, found):
    client.force_login(bo)

    assert titles(client, board.get_absolute_url(), order=order) == found


def test_visitor_is_offered_no_filter_that_needs_an_account(client, ada):
    group = make_group("public", privacy="public")
    join(group, ada)
    board = make_thread(group=group, author=ada).board

    page = html(client.get(board.get_absolute_url(), {"show": "mine"}))

    assert "Without a reply" in page
    assert "Where I wrote" not in page


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_pages_from_both_ends_hold_each_thread_once(client, group, ada, number):
    board = make_board(group)
    for count in range(65):
        make_thread(board=board, author=ada, title=f"Thread {count}", now=NOON + timedelta(minutes=count))
    client.force_login(ada)

    expected = [f"Thread {count}" for count in range(64 - 20 * (number - 1), max(64 - 20 * number, -1), -1)]
    assert titles(client, board.get_absolute_url(), page=number) == expected


def test_pinned_threads_stand_first_until_their_time_is_over(client, board, bo):
    Thread.objects.filter(title="Own").update(pinned_at=NOON, pinned_until=NOON + timedelta(hours=2))
    Thread.objects.filter(title="Kept").update(pinned_at=NOON, pinned_until=NOON)
    client.force_login(bo)

    assert [row.title for row in client.get(board.get_absolute_url()).context["pinned"]] == ["Own"]
    assert client.get(board.get_absolute_url(), {"show": "unread"}).context["pinned"] == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("unread", 6), ("group_threads", 6)])
def test_lists_cost_the_same_queries_for_any_length(
    client, group, ada, bo, rows, name, queries, django_assert_num_queries
):
    for count in range(rows):
        make_thread(group=group, author=ada, title=f"Thread {count}")
    client.force_login(bo)
    address = reverse(f"forum:{name}", args=[] if name == "unread" else [group.slug])

    with django_assert_num_queries(queries):
        page = html(client.get(address))

    assert page.count('class="list-rows__item') == rows


def test_old_threads_are_not_news_to_a_newcomer(client, group, ada):
    make_thread(group=group, author=ada, title="Long ago", now=NOON - timedelta(days=3))
    newcomer = make_user("Newcomer", date_joined=NOON)
    join(group, newcomer)
    make_thread(group=group, author=ada, title="Just now", now=NOON + timedelta(minutes=1))
    client.force_login(newcomer)

    assert titles(client, "/unread/") == ["Just now"]


def test_what_nobody_wrote_in_for_a_month_is_not_news(client, group, ada, bo):
    make_thread(group=group, author=ada)
    Thread.objects.update(last_post_at=NOON - timedelta(days=31))
    client.force_login(bo)

    assert titles(client, "/unread/") == []


def test_board_counts_as_read_and_other_boards_do_not(client, group, ada, bo):
    here = make_thread(group=group, author=ada)
    make_replies(here, ada, 2)
    there = make_thread(board=make_board(group, "there"), author=ada)
    announce()
    client.force_login(bo)

    client.post(reverse("forum:read_board", args=[here.board.slug]))

    assert ThreadRead.objects.get(thread=here, member=bo).number == 3
    assert not ThreadRead.objects.filter(thread=there, member=bo).exists()
    client.post(reverse("forum:read_everything"))
    assert titles(client, "/unread/") == []


def test_counting_as_read_keeps_levels_and_touches_nothing_out_of_sight(group, ada, bo):
    thread = make_thread(group=group, author=bo)
    make_replies(thread, ada, 1)
    private = make_group("private", privacy="private")
    join(private, ada)
    make_thread(group=private, author=ada)

    assert mark_all_read(Thread.objects.all(), member=bo, now=NOON) == 1

    mark = ThreadRead.objects.get(member=bo)
    assert (mark.number, mark.level_reason) == (2, "started")


def test_reading_marks_notices_of_all_these_threads(group, ada, bo):
    for title in ("One", "Two"):
        make_replies(make_thread(group=group, author=bo, title=title), ada, 1)
    announce()
    assert bo.notifications.unread().count() == 2

    mark_all_read(Thread.objects.all(), member=bo, now=NOON)

    assert bo.notifications.unread().count() == 0


def test_counting_ends_after_a_hundred_pages(group, ada, django_assert_num_queries):
    make_thread(group=group, author=ada)
    pages = ThreadPages(Thread.objects.order_by("-pk"), Thread.objects.for_list())

    with django_assert_num_queries(1) as queries:
        assert pages.count == 1

    assert f"LIMIT {MOST_COUNTED}" in queries[0]["sql"]
