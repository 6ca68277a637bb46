"""What must not go through the editor's pages, or not at once: nothing is lost, and nothing is a traceback."""

import pytest

from community.resources.gate import TICKS
from community.resources.models import Article, ArticleVersion
from tests.resources.editing import LIST, WHY, publishing, said, send, text_now
from tests.resources.test_archive import history, title

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": " "}, "The text is empty."),
        ({"what_changed": " "}, "Say in a sentence what changed, and why."),
        ({"what_changed": "\u2060"}, "Say in a sentence what changed, and why."),
        ({"what_changed": "a" * 301}, "Your text has 301 characters, and 300 fit."),
        ({"text": "a" * 500_000}, "Your text has 500000 characters, and 60000 fit."),
        ({"text": "---\0\nid: A1"}, "Your text holds signs that cannot be stored."),
    ],
    ids="empty why nothing long huge zero".split(),
)
def test_what_cannot_be_saved_comes_back(page, client, fields, reason):
    given = {"text": "---\nmine", "what_changed": WHY, "seen": "1"} | fields

    response = client.post(page, given)

    assert response.status_code == 422
    assert reason in said(response)
    assert response.context["form"].data["text"] == response.wsgi_request.POST["text"]
    assert history() == [(1, "file", "live")]


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999"])
def test_forged_number_of_what_was_seen_is_no_error_page(page, client, seen):
    assert send(client, page, "---\nmine", seen=seen).status_code == 422


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "---\n" + "[" * 50_000 + "\n---\n",
        "---\na: &a [*a]\n---\n",
        "---\n\x07\n---\n",
        "---\n- \n---\n",
        "-",
    ],
    ids=range(6),
)
def test_hostile_text_is_a_draft_with_mistakes(page, client, text):
    assert send(client, page, text).status_code == 302

    shown = client.get(page)

    assert shown.status_code == 200
    assert shown.context["mistakes"]
    assert client.get(publishing(ArticleVersion.objects.last())).status_code == 200
    assert client.post(publishing(ArticleVersion.objects.last()), dict.fromkeys(TICKS, "on")).status_code == 422
    assert title() == "Page 1"


def test_markup_in_a_title_is_only_words(page, client):
    send(client, page, text_now().replace("Page 1", "<script>alert(1)</script>"))
    version = ArticleVersion.objects.last()
    client.post(publishing(version), dict.fromkeys(TICKS, "on"))

    assert title() == "<script>alert(1)</script>"
    for address in (LIST, page, f"{page}history/", "/resources/understanding/page-1/"):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("ticks", [[], TICKS[1:], ["T2", "T3", "T4", "T18"]], ids=str)
def test_forged_form_does_not_open_the_gate(page, client, ticks):
    send(client, page, text_now().replace("Page 1", "New page"))
    gate = publishing(ArticleVersion.objects.last())

    response = client.post(gate, dict.fromkeys(ticks, "on"))

    assert response.status_code == 422
    assert "Not confirmed yet: " in said(response)
    assert title() == "Page 1"


def test_who_saves_without_end_is_asked_to_wait(page, client, ed):
    article = Article.objects.get()
    now = ArticleVersion.objects.get().made_at
    rows = [
        ArticleVersion(article=article, number=number, origin="site", state="past", text="a", editor=ed, made_at=now)
        for number in range(2, 122)
    ]
    ArticleVersion.objects.bulk_create(rows)

    response = send(client, page, "---\nmine", seen=121)

    assert response.status_code == 429
    assert response.context["form"]["text"].value() == "---\nmine"


@pytest.mark.parametrize("slug", ["", "A-b", "a b", "../a", "-a", "a" * 51, "a\n"])
def test_address_of_a_new_article_is_a_plain_one(page, client, slug):
    new = {"section": "understanding", "title": "A new one", "slug": slug}

    response = client.post(f"{LIST}new/", new | {"section": "understanding"})

    assert response.status_code == (302 if slug == "a\n" else 422)  # fields lose the space around their words
