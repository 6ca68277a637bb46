"""A thread goes to another board."""

import pytest
from django.core.exceptions import PermissionDenied

from community.forum.actions.moving import move_thread
from community.forum.models import Board, Picture, Thread
from community.forum.reach import boards_for, reaches_fewer, reaches_others, writers_left_out
from community.groups.models import Membership, SupportGroup
from tests.factories import NOON, join, make_group, make_moderator
from tests.forum.factories import make_board, make_replies, make_thread

PUBLIC, OPEN, PRIVATE = SupportGroup.Privacy.PUBLIC, SupportGroup.Privacy.OPEN, SupportGroup.Privacy.PRIVATE


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def there(group):
    return make_board(group, slug="there")


def test_a_move_is_told_in_the_thread_and_both_boards_count_it(thread, there, mo):
    assert move_thread(thread, to=there, moderator=mo, now=NOON) is True
    assert move_thread(thread, to=there, moderator=mo, now=NOON) is False

    assert Thread.objects.get().board == there
    assert list(Board.objects.order_by("slug").values_list("slug", "thread_count")) == [
        (thread.board.slug, 0),
        ("there", 1),
    ]
    assert list(thread.events.values_list("kind", "after_number")) == [("moved", 1)]


def test_pictures_come_along(thread, there, ada, mo):
    picture = Picture.objects.create(
        owner=ada, board=thread.board, post=thread.posts.get(), width=1, height=1, alt="A leaf", created_at=NOON
    )

    move_thread(thread, to=there, moderator=mo, now=NOON)

    picture.refresh_from_db()
    assert picture.board == there


def test_one_moderates_both_groups(group, thread, ada):
    gina = make_moderator(group, "Gina")
    elsewhere = make_board(make_group("elsewhere"))

    with pytest.raises(PermissionDenied):
        move_thread(thread, to=elsewhere, moderator=gina, now=NOON)
    with pytest.raises(PermissionDenied):
        move_thread(thread, to=make_board(group, slug="there"), moderator=ada, now=NOON)
    join(elsewhere.group, gina, role=Membership.Role.MODERATOR)
    assert move_thread(thread, to=elsewhere, moderator=gina, now=NOON) is True


@pytest.mark.parametrize(
    ("here", "there", "others", "fewer"),
    [
        (PUBLIC, PUBLIC, False, False),
        (PUBLIC, OPEN, False, True),
        (PUBLIC, PRIVATE, False, True),
        (OPEN, PUBLIC, True, False),
        (OPEN, OPEN, False, False),
        (OPEN, PRIVATE, False, True),
        (PRIVATE, PUBLIC, True, False),
        (PRIVATE, OPEN, True, False),
        (PRIVATE, PRIVATE, True, False),
    ],
)
def test_words_never_reach_people_they_were_not_written_for(ada, mo, here, there, others, fewer):
    one, two = make_group("one", privacy=here), make_group("two", privacy=there)
    join(one, ada)
    thread, board = make_thread(group=one, author=ada), make_board(two)

    assert (reaches_others(one, there=two), reaches_fewer(one, there=two)) == (others, fewer)
    assert (board in boards_for(thread, mo)) is not others
    assert reaches_others(one, there=one) is False
    assert thread.board in boards_for(thread, mo)
    if others:
        with pytest.raises(PermissionDenied):
            move_thread(thread, to=board, moderator=mo, now=NOON)
    else:
        assert move_thread(thread, to=board, moderator=mo, now=NOON) is True


def test_posts_of_those_who_no_longer_read_it_stay(thread, ada, bo, mo):
    make_replies(thread, bo, 1)
    private = make_group("private", privacy=PRIVATE)
    join(private, ada)

    assert writers_left_out(thread, there=private) == 1
    move_thread(thread, to=make_board(private), moderator=mo, now=NOON)

    assert list(thread.posts.order_by("number").values_list("author__username", flat=True)) == ["Ada", "Bo"]
    assert list(Thread.objects.visible_to(bo)) == []


def test_boards_of_others_are_not_offered(group, thread):
    gina = make_moderator(group, "Gina")
    make_board(make_group("elsewhere"))

    assert list(boards_for(thread, gina)) == [thread.board]
