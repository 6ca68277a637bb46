"""A picture is served to those who may read its post, and to nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum import actions
from community.forum.actions.pictures import add_picture
from community.forum.actions.writing import How
from community.forum.models import Board, Picture, Post
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_board, make_replies, make_thread, picture_file


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def board(ada, bo, mo):
    group = make_group("quiet", privacy="private")
    join(group, ada, bo)
    return make_board(group, takes_pictures=True)


@pytest.fixture
def waiting(board, ada):
    return add_picture(board=board, owner=ada, upload=picture_file(), alt="A cup & saucer.", now=NOON)


@pytest.fixture
def post(board, ada, waiting):
    thread = make_thread(board=board, author=ada)
    return actions.add_reply(thread=thread, author=ada, body="Look.", how=How(pictures=[waiting]), now=NOON)


def content_of(picture):
    with default_storage.open(picture.file.name) as file:
        return file.read()


def seen_by(client, picture, *people):
    """The status for each of them."""
    statuses = []
    for person in people:
        client.logout()
        if person is not None:
            client.force_login(person)
        statuses.append(client.get(picture.get_absolute_url()).status_code)
    return statuses


def test_picture_is_what_was_cleaned(client, post, waiting, bo):
    client.force_login(bo)
    response = client.get(waiting.get_absolute_url())

    assert response.content == content_of(waiting)
    assert {name: response.headers[name] for name in ("Content-Type", "Cache-Control", "Content-Disposition")} == {
        "Content-Type": "image/webp",
        "Cache-Control": "no-store",
        "Content-Disposition": 'inline; filename="picture.webp"',
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Cookie" in response.headers["Vary"]


def test_browser_that_has_it_is_told_so_while_it_may_see_it(client, post, waiting, ada, bo):
    client.force_login(bo)
    etag = client.get(waiting.get_absolute_url()).headers["ETag"]
    again = client.get(waiting.get_absolute_url(), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    actions.remove_post(post, author=ada, now=NOON)
    assert client.get(waiting.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 404


def test_private_group_keeps_its_pictures(client, post, waiting, ada, bo, mo, eve):
    assert seen_by(client, waiting, ada, bo, mo, eve, None) == [200, 200, 200, 404, 404]


def test_public_group_shows_them_to_everybody(client, post, waiting, eve, board):
    board.group.privacy = "public"
    board.group.save()

    assert seen_by(client, waiting, eve, None) == [200, 200]
    assert client.get(waiting.get_absolute_url()).headers["Cache-Control"] == "private, max-age=3600"


def test_before_it_is_posted_it_is_its_owners_alone(client, waiting, ada, bo, mo):
    assert seen_by(client, waiting, ada, bo, mo, None) == [200, 404, 404, 404]


def test_of_a_held_post_it_is_for_the_author_and_the_team(client, post, waiting, ada, bo, mo):
    Post.objects.filter(pk=post.pk).update(number=None, published_at=None, held_until=NOON + timedelta(days=1))

    assert seen_by(client, waiting, ada, bo, mo, None) == [200, 404, 200, 404]


def test_of_hidden_words_it_is_for_nobody(client, post, waiting, ada, bo, mo):
    actions.hide_post(post, moderator=mo, reason="A face.", now=NOON)

    assert seen_by(client, waiting, ada, bo, mo) == [404, 404, 404]


def test_who_left_the_group_sees_not_even_their_own(client, post, waiting, ada, board):
    board.group.memberships.all().delete()

    assert seen_by(client, waiting, ada) == [404]


def test_account_that_is_switched_off_sees_none(waiting, ada):
    ada.is_active = False

    assert not Picture.objects.visible_to(ada).exists()
    assert not Picture.objects.visible_to(AnonymousUser()).exists()


def test_lost_file_is_not_found(client, post, waiting, ada):
    default_storage.delete(waiting.file.name)

    assert seen_by(client, waiting, ada) == [404]


def test_only_looked_at(client, post, waiting, ada):
    client.force_login(ada)
    assert client.post(waiting.get_absolute_url()).status_code == 405


def test_thread_shows_the_picture_below_the_words(client, post, waiting, bo):
    client.force_login(bo)
    page = client.get(post.thread.get_absolute_url()).content.decode()

    tag = f'src="{waiting.get_absolute_url()}" width="60" height="40" alt="A cup &amp; saucer." loading="lazy">'
    assert page.index("Look.") < page.index(tag)
    assert "post__fold" not in page


def test_behind_a_content_note_it_stands_in_the_fold(client, post, bo):
    Post.objects.filter(pk=post.pk).update(content_notes=1)
    client.force_login(bo)
    page = client.get(post.thread.get_absolute_url()).content.decode()

    fold = page[page.index('<details class="post__fold"') :]
    assert "post__picture" in fold[: fold.index("</details>")]


def test_team_reads_what_was_to_be_seen_on_a_hidden_one(client, post, mo):
    actions.hide_post(post, moderator=mo, reason="A face.", now=NOON)
    client.force_login(mo)
    page = client.get(post.thread.get_absolute_url()).content.decode()

    assert "Picture: A cup &amp; saucer." in page
    assert "post__picture" not in page.replace("post__pictures", "")


def queries_for_pictures(client, thread):
    """The page and what it asked about pictures; all its queries are counted in test_costs.py."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(thread.get_absolute_url()).content.decode()
    return page, [query["sql"] for query in asked if 'FROM "forum_picture"' in query["sql"]]


@pytest.mark.parametrize("with_pictures", [0, 1, 3])
def test_pictures_of_a_page_cost_one_query_and_none_nothing(client, board, ada, with_pictures):
    thread = make_thread(board=board, author=ada)
    make_replies(thread, ada, 2)
    for count in range(with_pictures):
        new = add_picture(board=board, owner=ada, upload=picture_file(), alt="A cup.", now=NOON)
        actions.add_reply(thread=thread, author=ada, body=f"Look {count}.", how=How(pictures=[new]), now=NOON)
    client.force_login(ada)

    page, asked = queries_for_pictures(client, thread)

    assert (page.count('"post__picture"'), len(asked)) == (with_pictures, min(with_pictures, 1))


def test_picture_stays_when_the_board_takes_no_more(client, post, waiting, bo):
    Board.objects.update(takes_pictures=False)
    client.force_login(bo)

    assert waiting.get_absolute_url() in client.get(post.thread.get_absolute_url()).content.decode()
