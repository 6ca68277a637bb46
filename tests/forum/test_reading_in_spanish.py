"""A board's reading list tells the titles of our articles in the language of the reader."""

import pytest

from community.forum.actions import boards as actions
from community.resources.models import Article
from tests.forum.factories import make_board, make_thread
from tests.resources.factories import load_in_spanish, make_folder

pytestmark = pytest.mark.django_db
PATH = "/resources/understanding/page-{}/"


@pytest.fixture
def board(group, mo, tmp_path):
    """Two articles under their own titles, one under another, and one page that is none of ours."""
    load_in_spanish(make_folder(tmp_path), 3)
    board = make_board(group)
    links = {"Page 1": PATH.format(1), "Page 2": PATH.format(2), "For you": PATH.format(3), "More": "/resources/more/"}
    for title, path in links.items():
        actions.add_reading(board=board, moderator=mo, title=title, path=path)
    return board


def titles(client, board):
    page = client.get(board.get_absolute_url()).content.decode()
    part = page.split('id="reading"')[1].split("</ul>")[0]
    return [link.split("</a>")[0] for link in part.split('/">')[1:]]


def test_titles_are_told_in_spanish_and_what_somebody_made_up_stays(client, settings, board, ada):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    ada.language = "es"
    ada.save()
    client.force_login(ada)

    assert titles(client, board) == ["Página 1", "Página 2", "For you", "More"]
    Article.objects.filter(slug="page-1").update(text_hash="0123456789ab")
    Article.objects.filter(slug="page-2").update(status="draft")
    assert titles(client, board) == ["Page 1", "Page 2", "For you", "More"]


def test_readers_of_english_ask_nothing_more(client, settings, board, ada, django_assert_max_num_queries):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    client.force_login(ada)
    with django_assert_max_num_queries(20) as english:
        assert titles(client, board) == ["Page 1", "Page 2", "For you", "More"]
    ada.language = "es"
    ada.save()

    with django_assert_max_num_queries(20) as spanish:
        titles(client, board)

    assert len(spanish) == len(english) + 1


def test_threads_of_the_board_are_told_in_spanish(client, settings, board, ada, bo):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    make_thread(board=board, author=bo)
    ada.language = "es"
    ada.save()
    client.force_login(ada)

    page = client.get(board.get_absolute_url()).content.decode()

    assert "la abrió Bo · último mensaje" in page
    assert '<ul class="plain-list">' in page
