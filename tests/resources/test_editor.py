"""The pages of the editors: the list, the text with its mistakes, the gate."""

import pytest
from django.contrib.auth import get_user_model

from community.resources.gate import TICKS
from community.resources.models import Article, ArticleVersion
from tests.factories import make_user
from tests.resources.editing import LIST, WHY, publishing, said, send, text_now
from tests.resources.factories import add_article, draft, edit_live, load, load_articles
from tests.resources.test_archive import CHANGE, OTHER, history, title

pytestmark = pytest.mark.django_db


def test_editor_finds_the_list_and_the_text(page, client):
    assert LIST in client.get("/resources/").content.decode()
    assert page in client.get(LIST).content.decode()
    assert page in client.get("/resources/understanding/page-1/").content.decode()

    shown = client.get(page)

    assert shown.context["form"].initial == {"text": text_now(), "seen": 1}
    assert "No mistakes were found." in said(shown)


@pytest.mark.parametrize("name", ["ada", "mo", None])
def test_for_everybody_else_there_is_no_editor(request, page, client, name):
    client.logout()
    if name:
        client.force_login(request.getfixturevalue(name))
    addresses = [LIST, f"{LIST}new/", page, f"{page}history/"]

    assert {client.get(address).status_code for address in addresses} == {404 if name else 302}
    assert send(client, page, "Mine").status_code == (404 if name else 302)
    assert LIST not in client.get("/resources/").content.decode()
    assert page not in client.get("/resources/understanding/page-1/").content.decode()
    assert history() == [(1, "file", "live")]


def test_text_is_saved_as_a_draft(page, client):
    response = send(client, page, text_now().replace("Page 1", "New page").replace("\n", "\r\n"))

    assert response.headers["Location"] == page
    assert history()[1:] == [(2, "site", "draft")]
    assert ArticleVersion.objects.last().text == text_now().replace("Page 1", "New page").strip() + "\n"
    shown = said(client.get(page))
    assert "This is a draft. Readers do not see it." in shown
    assert f"Ed, {ArticleVersion.objects.last().made_at:%-d %B %Y}" in shown
    assert WHY in shown


def test_every_mistake_is_told_with_its_line_and_its_words(page, client):
    text = text_now().replace("title: Page 1", "titel: Page 1") + "No basis.\n\nNeither this.\n"

    send(client, page, text)
    shown = client.get(page)

    assert shown.context["form"].initial["text"] == text
    assert [(line, words) for line, _reason, words in shown.context["mistakes"]] == [
        (2, "id: A1"),
        (3, "titel: Page 1"),
        (23, "No basis."),
        (25, "Neither this."),
    ]
    assert "4 mistakes to mend" in said(shown)
    assert "Line 23 &quot;No basis.&quot; does not say where it comes from." in said(shown)
    assert "publish" not in shown.content.decode().split("<main")[1].split("<details")[0].lower().replace(
        "published", ""
    )


@pytest.mark.parametrize("old", ["id: A1", "id:  A1"])
def test_id_stays(page, client, old):
    send(client, page, text_now().replace("id: A1", "id: A2"))

    assert "The id stays &quot;A1&quot;: it is the place of the article." in said(client.get(page))


def test_published_text_is_on_the_page_with_the_day_of_its_change(page, client):
    send(client, page, text_now().replace("Page 1", "New page"))
    gate = publishing(ArticleVersion.objects.last())
    assert "You confirm, for this very text" in said(client.get(gate))

    response = client.post(gate, dict.fromkeys([*TICKS, "T8"], "on"))

    assert response.headers["Location"] == "/resources/understanding/page-1/"
    client.logout()
    shown = said(client.get("/resources/understanding/page-1/"))
    assert "New page" in shown
    assert "Last changed " in shown


def test_gate_of_the_text_on_the_page_says_that_it_is_there(page, client):
    shown = said(client.get(publishing(ArticleVersion.objects.get(state="live"))))

    assert "This text is published already." in shown
    assert "another one came after it" not in shown


@pytest.mark.parametrize(("reader", "told"), [("es", '<h1 lang="en">Page 1</h1>'), ("en-gb", "<h1>Page 1</h1>")])
def test_english_titles_say_their_language_to_editors_who_read_another(page, client, settings, reader, told):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    get_user_model().objects.update(language=reader)

    assert told in client.get(page).content.decode()
    assert (f'{page}" lang="en">' in client.get(LIST).content.decode()) == (reader == "es")


def test_text_with_mistakes_has_no_way_through_the_gate(page, client):
    send(client, page, text_now() + "No basis.\n")
    gate = publishing(ArticleVersion.objects.last())

    assert "It cannot be published before these are mended." in said(client.get(gate))
    assert client.post(gate, dict.fromkeys(TICKS, "on")).status_code == 422


def test_page_is_taken_away_from_readers(page, client):
    send(client, page, text_now().replace("status: published", "status: draft"))
    gate = publishing(ArticleVersion.objects.last())
    assert "readers will not see the page" in said(client.get(gate))

    client.post(gate)

    client.logout()
    assert client.get("/resources/understanding/page-1/").status_code == 404


def test_double_click_on_publish_is_told_as_one(page, client):
    send(client, page, text_now().replace("Page 1", "New page"))
    gate = publishing(ArticleVersion.objects.last())
    ticks = dict.fromkeys(TICKS, "on")

    answers = [client.post(gate, ticks) for _click in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == ["/resources/understanding/page-1/"] * 2
    assert history() == [(1, "file", "past"), (2, "site", "live")]


def test_second_editor_gets_their_text_back_with_what_changed(page, client, ed):
    draft(ed, replace=CHANGE, why="A new title.")
    client.force_login(make_user("Edna", is_editor=True))
    mine = text_now().replace("It says little.", "It says much.")

    response = send(client, page, mine)

    assert response.status_code == 409
    assert "nothing was overwritten" in said(response)
    assert "Ed, 22 November 2026, 12:00 : A new title." in said(response)
    assert ("added", "New page ") in response.context["difference"]
    assert response.context["form"]["text"].value() == mine.strip() + "\n"
    assert response.context["form"]["what_changed"].value() == WHY
    assert history()[1:] == [(2, "site", "draft")]
    assert send(client, page, mine, seen=response.context["form"]["seen"].value()).status_code == 302
    assert history()[1:] == [(2, "site", "past"), (3, "site", "draft")]


def test_draft_that_a_release_overtook_says_so_and_can_be_saved_again(page, client, ed, shelf):
    saved = draft(ed, replace=CHANGE)
    add_article(shelf, 1, replace=OTHER)
    load(shelf)

    shown = client.get(page)
    refused = client.post(publishing(saved), dict.fromkeys(TICKS, "on"))

    assert refused.status_code == 409
    assert "another one came after it" in said(refused)
    assert "The page has changed since this draft was saved" in said(shown)
    assert ("added", "Other page ") in shown.context["difference"]
    assert shown.context["form"].initial == {"text": saved.text, "seen": 3}
    send(client, page, saved.text, seen=3)
    assert client.post(publishing(ArticleVersion.objects.last()), dict.fromkeys(TICKS, "on")).status_code == 302
    assert title() == "New page 1"


def test_new_article_begins_as_a_draft(page, client):
    new = {"section": "understanding", "title": "A new one", "slug": "a-new-one"}

    response = client.post(f"{LIST}new/", new)

    article = Article.objects.get(slug="a-new-one")
    assert response.headers["Location"] == f"{LIST}{article.pk}/"
    assert "title: A new one" in client.get(response.headers["Location"]).context["form"].initial["text"]
    again = client.post(f"{LIST}new/", new)
    assert (again.status_code, "has this address already" in said(again)) == (422, True)
    client.logout()
    assert client.get("/resources/understanding/a-new-one/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_any_length(folder, client, ed, number, django_assert_num_queries):
    load_articles(folder, number)
    for count in range(1, number + 1):
        edit_live(ed, count, replace=CHANGE)
        draft(ed, count, more="More.\n")
        add_article(folder, count, replace=OTHER)
    load(folder)
    client.force_login(ed)

    with django_assert_num_queries(5):  # session, account, unread count, articles, versions
        shown = client.get(LIST)

    assert said(shown).count("The release has brought another text") == number
    assert said(shown).count("A draft waits") == number
    assert said(shown).count("As editors wrote it") == number
