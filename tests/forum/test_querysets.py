import pytest
from django.contrib.auth.models import AnonymousUser

from community.forum import actions
from community.forum.models import Board, Post, Thread
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread

VISITOR = AnonymousUser()


@pytest.fixture
def threads(ada):
    """One thread in a group of each kind; Ada is in all three."""
    groups = [make_group(privacy, privacy=privacy) for privacy in ("public", "open", "private")]
    for group in groups:
        join(group, ada)
    return {group.privacy: make_thread(group=group, author=ada) for group in groups}


def seen(user):
    boards = Board.objects.visible_to(user).values_list("group__privacy", flat=True)
    threads = Thread.objects.visible_to(user).values_list("board__group__privacy", flat=True)
    posts = Post.objects.visible_to(user).values_list("thread__board__group__privacy", flat=True)
    assert set(boards) == set(threads) == set(posts)
    return set(boards)


def test_visitor_sees_public_groups_only(threads):
    assert seen(VISITOR) == {"public"}


def test_stranger_sees_public_and_open_groups(threads, eve):
    assert seen(eve) == {"public", "open"}


def test_member_of_a_private_group_sees_it(threads, ada):
    assert seen(ada) == {"public", "open", "private"}


def test_member_of_another_private_group_does_not(threads, eve):
    join(make_group("other", privacy="private"), eve)

    assert seen(eve) == {"public", "open"}


def test_moderator_of_the_site_sees_every_group(threads):
    assert seen(make_user("Site", is_moderator=True)) == {"public", "open", "private"}


def test_thread_of_a_shared_group_comes_once(group, ada, bo, mo):
    thread = make_thread(group=group, author=ada)

    assert list(Thread.objects.visible_to(bo)) == [thread]
    assert list(Post.objects.visible_to(bo)) == [thread.posts.get()]


def test_shown_posts_leave_hidden_ones_out(group, ada, mo):
    thread = make_thread(group=group, author=ada)
    shown, hidden = make_replies(thread, ada, 2)
    actions.hide_post(hidden, moderator=mo, reason="Unkind.", now=NOON)

    assert hidden in Post.objects.visible_to(ada)
    assert list(Post.objects.visible_to(ada).shown()) == [thread.posts.get(number=1), shown]


def test_thread_never_opened_is_unread(group, ada, bo):
    thread = make_thread(group=group, author=ada)

    assert list(Thread.objects.unread_by(bo, now=NOON)) == [thread]
    assert list(Thread.objects.unread_by(ada, now=NOON)) == []


def test_thread_with_posts_behind_the_mark_is_unread(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    actions.mark_read(thread=thread, member=bo, number=1, now=NOON)
    assert list(Thread.objects.unread_by(bo, now=NOON)) == []

    make_replies(thread, ada, 3)

    assert [(row.read_number, row.unread_count) for row in Thread.objects.unread_by(bo, now=NOON)] == [(1, 3)]


def test_unread_counts_are_the_members_own(group, ada, bo, mo):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 1)
    actions.mark_read(thread=thread, member=bo, number=1, now=NOON)

    assert Thread.objects.with_unread(mo, now=NOON).get().unread_count == 2
    assert Thread.objects.with_unread(mo, now=NOON).get().read_number is None
    assert Thread.objects.with_unread(bo, now=NOON).get().unread_count == 1


def test_latest_first_goes_by_the_last_post(group, ada):
    first = make_thread(group=group, author=ada, title="First")
    second = make_thread(group=group, author=ada, title="Second", now=NOON.replace(hour=13))
    actions.add_reply(thread=first, author=ada, body="News.", now=NOON.replace(hour=14))

    assert list(Thread.objects.latest_first()) == [first, second]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_and_pages_read_all_they_show_in_one_query(group, ada, bo, rows, django_assert_num_queries):
    threads = [make_thread(group=group, author=ada, title=f"Thread {count}") for count in range(rows)]
    make_replies(threads[0], bo, rows)

    with django_assert_num_queries(2):
        rows_of_list = Thread.objects.for_list().with_unread(bo, now=NOON)
        listed = [(str(row), str(row.author), row.unread_count) for row in rows_of_list]
        posts = [(str(post.author), post.body_html, post.number) for post in threads[0].posts.for_page()]

    assert len(listed) == rows
    assert [number for _, _, number in posts] == list(range(1, rows + 2))
