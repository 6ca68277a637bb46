"""The archive on its pages: who, when, why, what changed, how it looks, and the way back."""

import pytest

from community.resources.models import Article, ArticleVersion, Claim
from tests.resources.editing import LIST, said
from tests.resources.factories import add_article, draft, edit_live, load, load_articles
from tests.resources.test_archive import CHANGE, OTHER, history, title

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(folder, client, ed):
    load_articles(folder, 1)
    client.force_login(ed)
    return folder


def version(number):
    return ArticleVersion.objects.get(number=number)


def address(number, act=""):
    return f"{LIST}versions/{version(number).pk}/{act}"


def test_history_says_who_when_and_why(shelf, client, ed):
    edit_live(ed, replace=CHANGE, why="A better title.")
    draft(ed, more="More.\n", why="More to say.")

    shown = said(client.get(f"{LIST}{Article.objects.get().pk}/history/"))

    assert "Version 3 Draft More to say. Ed, 22 November 2026, 12:00" in shown
    assert "Version 2 Live A better title. Ed, 22 November 2026, 12:00" in shown
    assert "Version 1 Was live From the release" in shown


def test_version_says_in_words_what_changed(shelf, client, ed):
    edit_live(ed, replace=CHANGE)

    shown = said(client.get(address(2)))

    assert "What changed since version 1" in shown
    assert "[added: New page ]" in shown
    assert "[removed: Page ]" in shown
    assert "Confirmed for this text: T1, T5, T6" in shown


def test_version_of_an_editor_who_has_left_stays_readable(shelf, client, ed):
    edit_live(ed, replace=CHANGE)
    ArticleVersion.objects.update(editor=None)

    assert "An editor who has left" in said(client.get(address(2)))


def test_old_text_becomes_the_draft(shelf, client, ed):
    edit_live(ed, replace=CHANGE)

    response = client.post(address(1, "restore/"))

    assert response.headers["Location"] == f"{LIST}{Article.objects.get().pk}/"
    assert history()[2:] == [(3, "site", "draft")]
    assert (version(3).text, version(3).what_changed) == (version(1).text, "Back to version 1.")
    assert title() == "New page 1"


def test_preview_is_the_page_and_changes_nothing(shelf, client, ed):
    draft(ed, replace=CHANGE, more="A [lid](term:ptosis) hangs.\n[from F10 newcastle]\n")
    before = [*Article.objects.values_list()], [*Claim.objects.values_list()]

    shown = client.get(address(2, "preview/"))

    words = said(shown)
    assert "Preview of version 2" in words
    assert "New page 1" in words
    assert "A lid hangs." in words
    assert "TOE-sis" in words
    assert "Edit this article" not in words
    assert ([*Article.objects.values_list()], [*Claim.objects.values_list()]) == before
    assert title() == "Page 1"


def test_text_that_cannot_be_read_has_no_preview(shelf, client, ed):
    draft(ed, replace={"title: Page": "titel: Page"})

    response = client.get(address(2, "preview/"), follow=True)

    assert "cannot be read as a page yet" in said(response)
    assert "2 mistakes to mend" in said(response)


@pytest.fixture
def waiting(shelf, ed):
    edit_live(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)
    return address(3, "release/")


def test_release_is_compared_and_taken(waiting, client):
    assert waiting in client.get(LIST).content.decode()
    shown = said(client.get(waiting))
    assert "[removed: New ] [added: Other ]" in shown

    client.post(waiting, {"answer": "take"})

    assert title() == "Other page 1"
    assert "From the release, taken by Ed" in said(client.get(address(3)))


def test_release_is_set_aside(waiting, client):
    client.post(waiting, {"answer": "keep"})

    assert title() == "New page 1"
    assert "From the release, set aside by Ed" in said(client.get(address(3)))
    assert waiting not in client.get(LIST).content.decode()


def test_two_answers_to_one_release(waiting, client):
    client.post(waiting, {"answer": "keep"})

    late = client.post(waiting, {"answer": "take"})

    assert (late.status_code, "This is decided already." in said(late)) == (409, True)
    assert client.post(waiting, {"answer": "burn"}).status_code == 400


def test_nobody_else_sees_the_archive(waiting, client, ada):
    client.force_login(ada)

    for act in ("", "preview/", "publish/", "release/"):
        assert client.get(address(2, act)).status_code == 404
    for act in ("publish/", "restore/", "release/"):
        assert client.post(address(3, act), {"answer": "take"}).status_code == 404
    assert title() == "New page 1"


@pytest.mark.parametrize("number", [1, 3])
def test_history_costs_the_same_for_any_length(shelf, client, ed, number, django_assert_num_queries):
    for count in range(number):
        draft(ed, more=f"More {count}.\n")
    page = f"{LIST}{Article.objects.get().pk}/history/"

    with django_assert_num_queries(6):  # session, account, unread count, article, number of versions, versions
        assert client.get(page).content.count(b"list-rows__item") == number + 1


def test_draft_says_that_a_release_was_taken_since(waiting, client, ed):
    draft(ed, more="More.\n")
    client.post(waiting, {"answer": "take"})

    shown = client.get(f"{LIST}{Article.objects.get().pk}/")

    assert "The page has changed since this draft was saved" in said(shown)
    assert shown.context["other"] == version(5)
    assert ("added", "Other ") in shown.context["difference"]
