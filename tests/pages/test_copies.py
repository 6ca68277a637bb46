"""Copies that browsers keep: the worker, the list, and that a copy is nobody's page."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.templatetags.static import static

from community.core.checks import switches_are_known
from community.core.copies import FILES
from community.pages import copies
from community.resources import helplines
from community.resources.models import Article

ARTICLE = "/resources/treatments/choices-at-a-glance/"
KEEPABLE = [ARTICLE, "/urgent-help/", "/urgent-help/?country=GB", "/on-this-device/"]
ASKED = {"X-Copy": "dim-150", "Accept-Language": "en-gb"}
JS = Path(site.BASE_DIR) / "static"


@pytest.fixture
def content(db):
    call_command("load_resources", verbosity=0)


def html(response):
    return response.content.decode()


def test_worker_stands_at_the_root_and_is_asked_for_again_soon(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "max-age=600"
    assert response["Service-Worker-Allowed"] == "/"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert html(response).startswith("const SITE = {")
    assert client.post("/sw.js").status_code == 405


def test_worker_changes_with_the_numbers_and_the_files_and_with_nothing_else(client, db, monkeypatch):
    before, again = html(client.get("/sw.js")), html(client.get("/sw.js"))
    monkeypatch.setitem(helplines.countries(), "ZZ", helplines.Country("ZZ", "New", ("1",), False, ()))
    after = html(client.get("/sw.js"))
    monkeypatch.setattr(copies, "static", lambda name: f"/static/{name}.of-another-build")

    assert before == again
    assert len({before, after, html(client.get("/sw.js"))}) == 3


@pytest.mark.parametrize("path", KEEPABLE)
def test_a_copy_is_the_page_of_nobody(client, content, path):
    response = client.get(path, headers=ASKED)
    page = html(response)

    assert (response.status_code, response["X-Copy"], response["Content-Language"]) == (200, "dim-150", "en-gb")
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert not re.findall(r"csrf|<form|/accounts/|/settings/", page)
    assert 'data-theme="dim" data-text-size="150"' in page
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", KEEPABLE)
def test_nobody_with_a_cookie_gets_a_copy(client, content, ada, path):
    client.force_login(ada)
    response = client.get(path, headers=ASKED)

    assert (response.status_code, response.content) == (400, b"A copy is made without cookies.")


@pytest.mark.parametrize("path", ["/", "/resources/", "/resources/glossary/", "/groups/", "/accounts/login/"])
def test_no_other_page_can_be_copied(client, content, path):
    response = client.get(path, headers=ASKED)

    assert "X-Copy" not in response
    assert "This is a copy" not in html(response)


def test_copy_says_when_it_was_made_and_the_page_itself_does_not(client, content, time_machine):
    time_machine.move_to("2026-11-29T12:00:00Z")
    line = "This is a copy kept on 29 November 2026."

    found = {path: line in html(client.get(path, headers=ASKED)) for path in KEEPABLE}

    assert found == {path: path != "/on-this-device/" for path in KEEPABLE}  # the list is never an old one
    assert "This is a copy" not in html(client.get(ARTICLE))
    assert "This is a copy" not in html(client.get("/urgent-help/"))


def test_copy_of_urgent_help_has_the_emergency_numbers_of_every_country(client, db):
    page = html(client.get("/urgent-help/", headers=ASKED))

    others = [country for code, country in helplines.countries().items() if code]
    assert [country.name for country in others if f">{country.name}</h3>" not in page] == []
    assert len(page) < 50_000


@pytest.mark.parametrize("header", ["", "x", "dim", "nonsense-9999", "-" * 500, '"><script>-100'])
def test_a_strange_look_is_the_usual_one(client, db, header):
    response = client.get("/urgent-help/", headers={"X-Copy": header})

    assert response.status_code == 200
    assert response["X-Copy"].split("-")[0] in {"auto", "dim"}


@pytest.mark.parametrize("path", KEEPABLE)
def test_pages_and_copies_are_not_mistaken_for_each_other(client, content, path):
    copy, page = client.get(path, headers=ASKED), client.get(path)

    assert {"X-Copy", "Accept-Language"} <= set(copy["Vary"].split(", "))
    assert {"X-Copy", "Accept-Language", "Cookie"} <= set(page["Vary"].split(", "))


def test_a_copy_costs_no_more_than_the_page(client, content, django_assert_num_queries):
    with django_assert_num_queries(5):  # article, boxes, questions, sources, claims
        client.get(ARTICLE, headers=ASKED)


def test_a_draft_cannot_be_kept(client, content):
    Article.objects.filter(slug="choices-at-a-glance").update(status="draft")

    assert client.get(ARTICLE, headers=ASKED).status_code == 404


@pytest.mark.parametrize("path", [ARTICLE, "/urgent-help/", "/on-this-device/"])
def test_a_copy_names_every_file_that_it_needs(client, content, path):
    page = html(client.get(path, headers=ASKED))
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    behaviors = set(re.findall(r'data-behavior="([^"]+)"', page))
    modules = [f"js/behaviors/{name}.js" for names in behaviors for name in names.split()]

    assert named == set(map(static, FILES))
    assert set(modules) <= set(FILES)
    assert {module for name in FILES for module in imports_of(name)} <= set(FILES)


def imports_of(name):
    if not name.endswith(".js"):
        return []
    text = (JS / name).read_text()
    found = re.findall(r'^import .* from "([^"]+)";', text, re.MULTILINE)
    return [str((JS / name).parent.joinpath(path).resolve().relative_to(JS)) for path in found]


def test_an_operator_can_take_all_copies_back(client, content, settings):
    settings.SWITCHED_OFF = ("copies",)
    response = client.get("/sw.js")

    assert switches_are_known() == []
    assert response["Cache-Control"] == "max-age=0"
    assert "unregister" in html(response)
    assert "keep(" not in html(response)
    assert client.get("/on-this-device/").status_code == 404
    assert client.get(ARTICLE, headers=ASKED).status_code == 400
    for path in ("/", "/resources/", ARTICLE, "/urgent-help/"):
        assert re.findall("keep-page|kept-here", html(client.get(path))) == []
