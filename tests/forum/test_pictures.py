"""Pictures are taken where a board has them, belong to one post, and are erased when they never came into one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from community.core.pictures import PictureRefused
from community.forum import actions
from community.forum.actions.pictures import PicturesGone, add_picture, attach, forget_pictures, leave_out_picture
from community.forum.actions.writing import How
from community.forum.models import Picture, Post
from community.forum.tasks import forget_pictures as nightly
from tests.concurrency import at_once
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread, picture_file

LATER = NOON + timedelta(days=1, hours=1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def board(group):
    return make_board(group, takes_pictures=True)


@pytest.fixture
def thread(board, ada):
    return make_thread(board=board, author=ada)


def files():
    return default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []


def add(board, owner, *, alt="A cup of tea.", now=NOON, upload=None):
    return add_picture(board=board, owner=owner, upload=upload or picture_file(), alt=alt, now=now)


def posted(thread, author, *pictures, body="Look."):
    return actions.add_reply(thread=thread, author=author, body=body, how=How(pictures=list(pictures)), now=NOON)


def test_picture_is_kept_cleaned_under_a_name_that_says_nothing(board, ada):
    picture = add(board, ada)

    assert (picture.width, picture.height, picture.alt, picture.post) == (60, 40, "A cup of tea.", None)
    with default_storage.open(picture.file.name) as file:
        assert file.read(4) == b"RIFF"
    assert files() == [picture.file.name.removeprefix("pictures/")]
    assert "img" not in picture.file.name.lower()
    assert picture.pk.hex not in picture.file.name


def test_r25_picture_is_taken_only_where_the_board_has_them(group, ada):
    with pytest.raises(PermissionDenied):
        add(make_board(group), ada)
    assert files() == []


def test_strangers_and_silenced_members_add_none(board, eve, ada):
    ada.guidelines_accepted_at = None
    for member in (eve, ada):
        with pytest.raises(PermissionDenied):
            add(board, member)


def test_who_may_only_answer_may_add(board, bo):
    board.who_starts = "moderators"
    assert add(board, bo).owner == bo

    board.who_replies = "moderators"
    with pytest.raises(PermissionDenied):
        add(board, bo)


def test_four_wait_and_a_fifth_does_not(board, ada, bo):
    for _count in range(4):
        add(board, ada)

    with pytest.raises(PictureRefused, match="Four of your pictures wait"):
        add(board, ada)
    assert len(files()) == 4
    add(board, bo)


def test_twenty_a_day_whether_they_stay_or_not(board, ada):
    for _count in range(20):
        leave_out_picture(add(board, ada), owner=ada, now=NOON)

    with pytest.raises(PictureRefused, match="twentieth"):
        add(board, ada)
    assert add(board, ada, now=LATER).alt


@pytest.mark.django_db(transaction=True)
def test_at_once_no_more_than_four_wait(board, ada):
    results = at_once(*[lambda: add(board, ada)] * 6)

    assert sorted(isinstance(result, Picture) for result in results) == [False] * 2 + [True] * 4
    assert (Picture.objects.count(), len(files())) == (4, 4)


def test_file_goes_when_the_row_cannot_be_written(board, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(board, ada, alt=None)
    assert (Picture.objects.count(), files()) == (0, [])


def test_post_takes_its_pictures_with_their_words(board, thread, ada):
    one, other = add(board, ada), add(board, ada, alt="", now=NOON + timedelta(seconds=1))
    other.alt = "The same cup, empty."

    post = posted(thread, ada, one, other)

    assert [picture.alt for picture in post.pictures.all()] == ["A cup of tea.", "The same cup, empty."]
    assert Post.objects.get(pk=post.pk).picture_count == 2


def test_posted_picture_is_described(board, thread, ada):
    with pytest.raises(IntegrityError):
        posted(thread, ada, add(board, ada, alt=""))


def test_picture_stands_in_one_post(board, thread, ada):
    picture = add(board, ada)
    first = posted(thread, ada, picture)

    with pytest.raises(PicturesGone):
        posted(thread, ada, picture, body="Look again.")

    assert (thread.posts.count(), Picture.objects.get().post) == (2, first)


def test_picture_of_somebody_else_or_another_board_is_put_into_no_post(group, board, thread, ada, bo):
    elsewhere = make_board(group, "other", takes_pictures=True)
    for picture in (add(board, bo), add(elsewhere, ada)):
        with pytest.raises(PicturesGone):
            posted(thread, ada, picture)
    assert thread.posts.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_click_with_a_picture_is_one_post(board, thread, ada):
    picture = add(board, ada)

    posts = at_once(*[lambda: posted(thread, ada, picture)] * 3)

    assert {post.pk for post in posts} == {Picture.objects.get().post_id}


@pytest.mark.django_db(transaction=True)
def test_picture_is_either_posted_or_left_out(board, thread, ada):
    picture = add(board, ada)

    post, left_out = at_once(
        lambda: posted(thread, ada, picture), lambda: leave_out_picture(picture, owner=ada, now=NOON)
    )

    picture.refresh_from_db()
    assert isinstance(post, PicturesGone) == left_out == (picture.post_id is None)
    assert len(files()) == (0 if left_out else 1)


@pytest.mark.django_db(transaction=True)
def test_left_out_is_erased_at_once(board, ada, bo):
    picture = add(board, ada)

    with pytest.raises(PermissionDenied):
        leave_out_picture(picture, owner=bo, now=NOON)
    assert [leave_out_picture(picture, owner=ada, now=NOON) for _twice in range(2)] == [True, False]
    assert files() == []
    assert not Picture.objects.visible_to(ada).exists()


def test_after_a_day_what_was_never_posted_is_erased(board, thread, ada):
    kept, never = add(board, ada), add(board, ada)
    posted(thread, ada, kept)

    assert forget_pictures(now=NOON + timedelta(hours=23)) == 0
    assert forget_pictures(now=LATER) == 1

    assert [picture.pk for picture in Picture.objects.all()] == [kept.pk]
    assert files() == [kept.file.name.removeprefix("pictures/")]
    assert not default_storage.exists(never.file.name)


def test_what_is_being_erased_gets_into_no_post(board, thread, ada):
    picture = add(board, ada)
    Picture.objects.update(left_out_at=LATER)

    with pytest.raises(PicturesGone):
        attach([picture], thread.posts.get())


def test_a_file_that_is_gone_already_stops_nothing(board, ada):
    for _count in range(2):
        default_storage.delete(add(board, ada, now=NOON - timedelta(days=2)).file.name)

    assert (nightly(), Picture.objects.count()) == (2, 0)


def test_removing_keeps_the_file_until_retention(board, thread, ada):
    post = posted(thread, ada, add(board, ada))
    actions.remove_post(post, author=ada, now=NOON)

    forget_pictures(now=NOON + timedelta(days=5))

    assert len(files()) == 1
    assert not Picture.objects.visible_to(ada).exists()
    actions.undo_removal(post, author=ada, now=NOON)
    assert Picture.objects.visible_to(ada).count() == 1
