import pytest
from django.db import IntegrityError

from community.forum.models import Board, Post, Thread, ThreadRead
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread


def test_board_without_a_name_is_refused(group):
    with pytest.raises(IntegrityError):
        Board.objects.create(group=group, slug="nameless", name="")


def test_board_slug_belongs_to_one_board(group):
    make_board(group, "talk")

    with pytest.raises(IntegrityError):
        Board.objects.create(group=group, slug="talk", name="Talk again")


def test_boards_of_a_group_come_in_their_order(group):
    second = make_board(group, "second", position=2)
    first = make_board(group, "first", position=1)

    assert list(group.boards.all()) == [first, second]


def test_thread_without_a_title_is_refused(group, ada):
    with pytest.raises(IntegrityError):
        Thread.objects.create(board=make_board(group), author=ada, title="", created_at=NOON, last_post_at=NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1},
        {"number": 0},
        {"body": ""},
        {"hidden_reason": "A reason without a hidden post."},
    ],
)
def test_post_that_breaks_a_rule_is_refused(group, ada, wrong):
    thread = make_thread(group=group, author=ada)
    fields = {"number": 2, "author": ada, "body": "More.", "created_at": NOON}

    with pytest.raises(IntegrityError):
        Post.objects.create(thread=thread, **{**fields, **wrong})


@pytest.mark.parametrize("number", [0, 2])
def test_read_mark_counts_from_1_and_is_one_for_each_thread(group, ada, number):
    thread = make_thread(group=group, author=ada)  # leaves a mark of Ada's

    with pytest.raises(IntegrityError):
        ThreadRead.objects.create(thread=thread, member=ada, number=number)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("A quiet morning!", "a-quiet-morning"), ("…", "thread"), ("痙攣", "thread"), ("a" * 150, "a" * 60)],
)
def test_thread_slug_is_made_of_the_title_or_is_a_plain_word(title, slug):
    assert Thread(title=title).slug == slug


def test_hidden_thread_gives_its_title_away_nowhere():
    thread = Thread(pk=7, title="Rude words", hidden_at=NOON)

    assert str(thread) == "Hidden by the team"
    assert thread.get_absolute_url() == "/threads/7/hidden-by-the-team/"
