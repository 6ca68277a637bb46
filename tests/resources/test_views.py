import re
from datetime import date
from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.db.utils import OperationalError
from django.urls import reverse

from community.resources import helplines
from community.resources.models import Article
from tests.resources.factories import add_article, load, load_articles

DISAGREEMENT = "Sources disagree: how long?\n\n1. Three months. [from F5]\n2. Up to six. [from F39 newcastle]\n\n"
COMPARISON = """Compare: two choices

1. How it works
   - Tablets: They calm nerves. [from F52]
   - Surgery: It frees the nerve. [from F14 newcastle]
2. What it costs
   - Tablets: Ask. [no claim]
   - Surgery: A scar. [from F16]

"""
PAGE_1 = "/resources/understanding/page-1/"


def words_of(response):
    """The page as text, without markup: what a reader without CSS gets."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.fixture
def content(db):
    call_command("load_resources", verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_the_same_queries_for_any_length(client, ada, folder, number, django_assert_num_queries):
    load_articles(folder, number)
    client.force_login(ada)

    with django_assert_num_queries(5):  # session, user, unread, sections, articles
        response = client.get(reverse("resources:home"))

    assert response.content.count(b'class="shelf__item"') == number


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_article_costs_the_same_queries_for_any_length(client, ada, folder, number, django_assert_num_queries):
    load_articles(folder, 1, more=(DISAGREEMENT + COMPARISON + "\n## More\n\nIt stays.\n[from F54]\n\n") * number)
    client.force_login(ada)

    with django_assert_num_queries(10):  # session, user, unread, and seven of the article: one more than for a visitor
        response = client.get(PAGE_1)

    assert response.content.count(b'class="disagreement"') == number
    assert response.content.count(b'class="comparison"') == number


@pytest.mark.django_db
def test_article_costs_a_visitor_six_queries(client, folder, django_assert_num_queries):
    load_articles(folder, 1)

    with django_assert_num_queries(6):  # article, boxes, questions, sources, claims, boards with rooms
        client.get(PAGE_1)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_glossary_costs_the_same_queries_for_any_length(client, folder, number, django_assert_num_queries):
    load_articles(folder, number, more="A [lid](term:ptosis).\n[from F10]\n")

    with django_assert_num_queries(3):  # terms, articles, sources
        response = client.get(reverse("resources:glossary"))

    assert response.content.count(b"/resources/understanding/page-") == number


def test_every_page_is_open_to_visitors(client, content):
    paths = [
        article.get_absolute_url() for article in Article.objects.visible_to(AnonymousUser()).select_related("section")
    ]
    paths += [reverse(f"resources:{name}") for name in ("home", "glossary", "about", "urgent_help")]
    paths += [reverse("resources:section", args=["treatments"])]

    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert len(paths) == 32


def test_article_says_of_each_claim_where_it_comes_from(client, content):
    text = words_of(client.get("/resources/treatments/botulinum-toxin-appointment/"))

    assert "The needle is very thin. From our source document" in text
    assert "From another source: Newcastle Hospitals NHS , seen 22 November 2026" in text
    assert "Sources disagree : Does it work less well after many years? One side Our source document says yes." in text
    assert "The other side A review of 30 years of studies found no loss." in text


def test_article_keeps_the_order_of_the_page(client, content):
    text = words_of(client.get("/resources/treatments/microvascular-decompression-results/"))
    order = [
        "For people with hemifacial spasm who think about surgery",
        "Not yet checked by a health professional",
        "In short",
        "Emergency : After the operation",
        "On this page",
        "What the operation does A neurosurgeon",
        "Questions for your doctor Pick",
        "Sources and dates What makes facial muscles twitch",
        "First published 22 November 2026. Next review due 22 November 2027.",
    ]

    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_links_inside_an_article_lead_somewhere(client, content):
    for article in Article.objects.visible_to(AnonymousUser()).select_related("section"):
        page = client.get(article.get_absolute_url()).content.decode()
        anchors = set(re.findall(r'id="([^"]+)"', page))
        targets = re.findall(r'href="#([^"]+)"', page) + re.findall(r'href="[^"]*#(word-[^"]+)"', page)
        assert {target for target in targets if target not in anchors} == set()
        for path in set(re.findall(r'href="(/resources/[^"#]*)', page)) - {f"{article.get_absolute_url()}suggest/"}:
            assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_list_with_one_basis_is_labelled_once(client, folder):
    load_articles(folder, 1, more="- one\n- two\n\n[from F9]\n\n- three [from F10]\n- four [from F11]\n")

    text = words_of(client.get(PAGE_1))

    assert "one two From our source document" in text
    assert "three From our source document four From our source document" in text


@pytest.mark.django_db
def test_comparison_is_a_table_that_names_the_basis_of_each_cell(client, folder):
    load_articles(folder, 1, more=COMPARISON)

    page = client.get(PAGE_1)

    table = page.content.decode().partition("<table")[2].partition("</table>")[0]
    assert re.findall(r'<th[^>]* scope="(\w+)"[^>]*>([^<]+)', table) == [
        ("col", "Tablets"),
        ("col", "Surgery"),
        ("row", "How it works"),
        ("row", "What it costs"),
    ]
    text = words_of(page)
    assert "Two choices Tablets Surgery How it works Tablets : They calm nerves. From our source document" in text
    assert "Surgery : It frees the nerve. From our source document From another source: Newcastle" in text
    assert "What it costs Tablets : Ask. Surgery : A scar. From our source document" in text


@pytest.mark.django_db
def test_weak_evidence_is_said(client, folder):
    load_articles(folder, 1, more="It may help.\n[from newcastle; weak]\n")

    assert "The evidence for this is weak." in words_of(client.get(PAGE_1))


@pytest.mark.django_db
def test_drafts_are_for_editors_only(client, ada, ed, folder):
    load_articles(folder, 1, status="draft")

    assert client.get(PAGE_1).status_code == 404
    client.force_login(ada)
    assert client.get(PAGE_1).status_code == 404
    assert client.get("/resources/understanding/").status_code == 404
    assert "There are no articles here yet." in words_of(client.get("/resources/"))

    client.force_login(ed)
    assert "Draft, only editors see this" in words_of(client.get(PAGE_1))
    assert "Page 1" in words_of(client.get("/resources/"))


@pytest.mark.django_db
def test_glossary_does_not_betray_drafts(client, folder):
    add_article(folder, 1, status="draft", more="A [lid](term:ptosis).\n[from F10]\n")
    load(folder)

    assert "Page 1" not in words_of(client.get("/resources/glossary/"))


@pytest.mark.django_db
def test_overdue_article_says_so_from_the_day_on(client, folder, time_machine):
    load_articles(folder, 1)

    time_machine.move_to("2028-11-21T12:00:00Z")
    assert "overdue for review" not in words_of(client.get(PAGE_1))
    time_machine.move_to("2028-11-22T12:00:00Z")
    assert "This page is overdue for review." in words_of(client.get(PAGE_1))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/resources/nothing/", "/resources/understanding/nothing/"])
def test_unknown_page_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_nothing_can_be_posted(client):
    assert client.post("/resources/").status_code == 405
    assert client.post("/urgent-help/").status_code == 405


def test_urgent_help_is_small_and_asks_for_no_row(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/urgent-help/?country=GB")

    assert response.status_code == 200
    assert len(response.content) < 50_000
    assert "sessionid" not in response.cookies


def test_a_browser_keeps_urgent_help_of_a_visitor_for_when_the_site_is_away(client, ada):
    visitor = client.get("/urgent-help/")
    client.force_login(ada)
    member = client.get("/urgent-help/")

    assert visitor["Cache-Control"] == "private, max-age=600, stale-if-error=86400"
    assert "Cookie" in visitor["Vary"]
    assert "max-age=600" not in member.get("Cache-Control", "")


def test_urgent_help_shows_the_emergency_number_before_everything_else(client, db):
    text = words_of(client.get("/urgent-help/?country=GB"))
    order = ["call now: 999 or 112", "Country", "Samaritans", "Call 116 123", "Shout", "Text SHOUT to 85258"]

    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.count("Not yet checked by us.") == 2


@pytest.mark.parametrize("query", ["", "?country=", "?country=XX", "?country=%00%22%3E", "?country=" + "A" * 5000])
def test_urgent_help_without_a_known_country_says_112(client, db, query):
    text = words_of(client.get(f"/urgent-help/{query}"))

    assert "call now: 112 We do not know your country: choose it below. 112 works in many countries." in text
    assert "findahelpline.com" in text


def test_urgent_help_works_by_a_plain_form(client, db):
    page = client.get("/urgent-help/?country=NZ").content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    assert '<form class="helplines__picker" method="get" action="/urgent-help/">' in main
    assert '<option value="NZ" selected>New Zealand</option>' in main
    assert "<script" not in main
    assert 'href="tel:111"' in main


def test_urgent_help_marks_doubtful_and_stale_numbers(client, db, monkeypatch, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z")
    italy = helplines.countries()["IT"]
    stale = helplines.Helpline("Old line", "phone", "1", date(2026, 8, 1), 90)
    fresh = helplines.Helpline("New line", "phone", "2", date(2026, 11, 1), 90)
    lines = (stale, *italy.lines, fresh)
    monkeypatch.setitem(helplines.countries(), "IT", helplines.Country("IT", "Italy", italy.emergency, False, lines))

    text = words_of(client.get("/urgent-help/?country=IT"))

    assert "Checked on 1 November 2026." in text
    assert "The lists we compared do not agree on this one." in text
    assert "Number not checked since 1 August 2026." in text
    assert text.index("New line") < text.index("Telefono Amico") < text.index("Old line")


def test_urgent_help_works_while_the_database_is_away(client, ada):
    client.force_login(ada)
    away = mock.patch.object(connection, "execute_wrappers", [refuse])

    with away:
        response = client.get("/urgent-help/?country=DE")
        home = client.get("/resources/")

    assert "Call 0800 111 0 111" in words_of(response)
    assert (response.status_code, home.status_code) == (200, 503)


def refuse(execute, sql, params, many, context):
    raise OperationalError("the database went away")
