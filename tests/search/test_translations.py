"""A reader of Spanish finds what is translated by Spanish words, and reads its title in Spanish."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from community.resources.models import Article, ArticleTranslation
from community.search.asking import read
from community.search.known_words import KNOWN, put_right
from community.search.queries import find_articles, find_terms
from tests.resources.factories import load_in_spanish, make_folder

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def articles(tmp_path):
    """Three that are translated; the first speaks of driving in both languages."""
    folder = make_folder(tmp_path)
    load_in_spanish(folder, 3)
    first = ArticleTranslation.objects.get(article__slug="page-1")
    first.title, first.body = "Conducir", "<p>Mirar de lejos cansa los párpados.</p>"
    first.save()
    return folder


def found(query, language="es"):
    with translation.override(language):
        return [article.slug for article in find_articles(VISITOR, read(query))]


def test_translated_words_are_found_by_readers_of_the_language_alone(articles):
    assert found("párpados lejos") == ["page-1"]
    assert found("párpados lejos", "en") == []
    assert found("conducir -lejos") == []
    assert found("twitch") == ["page-1", "page-2", "page-3"]


def test_translated_title_comes_first(articles):
    ArticleTranslation.objects.filter(article__slug="page-2").update(body="<p>Conducir cansa.</p>")
    Article.objects.filter(slug="page-1").update(order=9)

    assert found("conducir") == ["page-1", "page-2"]


def test_what_is_out_of_date_is_not_found_by_its_words(articles):
    Article.objects.filter(slug="page-1").update(text_hash="0123456789ab")

    assert found("conducir") == []


def test_drafts_are_not_found_by_their_words(articles):
    Article.objects.filter(slug="page-1").update(status="draft")

    assert found("conducir") == []


def test_translation_that_is_gone_is_not_found(articles):
    ArticleTranslation.objects.all().delete()

    assert found("conducir") == []


def test_hard_words_are_found_in_spanish(articles):
    with translation.override("es"):
        slugs = [term.slug for term in find_terms(read("imanes"))]
        also = [term.slug for term in find_terms(read("ptosis"))]

    assert (slugs, also) == (["mri"], ["ptosis"])
    assert find_terms(read("imanes")) == []


def test_results_tell_titles_and_words_in_spanish(client, settings, articles):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"

    page = client.get("/search/", {"q": "conducir"}).content.decode()
    words = client.get("/search/", {"q": "imanes"}).content.decode()

    assert "<mark>Conducir</mark>" in page
    assert "Entender los espasmos" in page
    assert "Resonancia magnética" in words


@pytest.mark.parametrize("query", ["Muscles", "página"])
def test_titles_of_results_cost_one_query_more(client, settings, articles, query, django_assert_max_num_queries):
    settings.LANGUAGES = [("en-gb", "English"), ("es", "español")]
    with django_assert_max_num_queries(20) as english:
        client.get("/search/", {"q": "Muscles"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"

    with django_assert_max_num_queries(20) as spanish:
        client.get("/search/", {"q": query})

    assert len(spanish) == len(english) + 1


def test_slip_in_a_spanish_word_is_put_right(articles):
    KNOWN.forget()

    assert put_right(read("conducri")) == read("conducir")
    KNOWN.forget()
