"""An article in preparation: announced on its shelf, and nothing more."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.resources.checking import check_library
from community.resources.library import read_library
from community.resources.models import Article, Claim, Section
from community.search.asking import read
from community.search.queries import find_articles
from tests.resources.factories import add_article, load

STUB = """---
id: A2
title: Cramps
scope: For people with cramps. The page is not written yet.
summary: Ask a doctor about a cramp that worries you.
status: preparation
first_published: 2026-11-22
next_review: 2028-11-22
{more}---
{text}"""
ADDRESS = "/resources/understanding/cramps/"
LISTS = [reverse("resources:home"), reverse("resources:section", args=["understanding"])]


def add_stub(folder, *, more="", text=""):
    path = folder / "articles" / "understanding" / "cramps.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STUB.format(more=more, text=text))
    return path


def mistakes(folder):
    return [mistake.text for mistake in check_library(read_library(folder))]


@pytest.fixture
def shelf(db, folder):
    add_article(folder)
    add_stub(folder)
    load(folder)
    return folder


@pytest.mark.parametrize("address", LISTS)
def test_shelf_announces_it_in_words_and_without_a_link(client, shelf, address):
    page = client.get(address).content.decode()

    assert "In preparation" in page
    assert "Ask a doctor about a cramp that worries you." in page
    assert ADDRESS not in page
    assert "0 minutes" not in page


@pytest.mark.parametrize("is_editor", [False, True])
def test_it_has_no_page_even_for_editors(client, ada, shelf, is_editor):
    ada.is_editor = is_editor
    ada.save()
    client.force_login(ada)

    assert client.get(ADDRESS).status_code == 404
    assert "cramps" not in [article.slug for article in Article.objects.visible_to(ada)]


def test_search_does_not_know_it(shelf):
    assert find_articles(AnonymousUser(), read("cramps")) == []

    Article.objects.filter(slug="cramps").update(status="published")

    assert [article.slug for article in find_articles(AnonymousUser(), read("cramps"))] == ["cramps"]


def test_shelf_with_nothing_to_read_is_not_shown(client, db, folder):
    add_stub(folder)
    load(folder)

    assert client.get(LISTS[1]).status_code == 404
    assert "Cramps" not in client.get(LISTS[0]).content.decode()


def test_it_carries_nothing_and_becomes_an_article_when_written(client, shelf):
    assert Claim.objects.filter(part__article__slug="cramps").count() == 0
    assert load(shelf) == []

    add_stub(shelf).unlink()
    add_article(shelf, 2).rename(shelf / "articles" / "understanding" / "cramps.md")
    load(shelf)

    assert client.get(ADDRESS).status_code == 200


def test_removed_announcement_leaves_the_shelf(client, shelf):
    add_stub(shelf).unlink()
    load(shelf)

    assert "Cramps" not in client.get(LISTS[0]).content.decode()
    assert Section.objects.filter(slug="understanding").exists()


def test_stub_is_in_order(folder):
    add_stub(folder)

    assert mistakes(folder) == []


@pytest.mark.parametrize(
    ("more", "text", "said"),
    [
        ("questions: [What is it?]\n", "", '"questions" is not a field here.'),
        ("care: none needed\n", "", '"care" is not a field here.'),
        ("", "\n## What it is\n\nMuscles twitch.\n[from F35]\n", "An article in preparation has no text yet."),
    ],
)
def test_stub_must_not_pretend_to_be_an_article(folder, more, text, said):
    add_stub(folder, more=more, text=text)

    (mistake,) = mistakes(folder)

    assert mistake.startswith(said)


def test_link_to_it_leads_nowhere(folder):
    add_stub(folder)
    add_article(folder, more="See [cramps](article:understanding/cramps).\n[no claim]\n")

    assert mistakes(folder) == ['The link "article:understanding/cramps" leads nowhere.']
