"""What browsers are told about us, and what they tell us."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).parent.parent.parent
PAGE = "https://community.example/threads/7/my-illness/?q=secret"
PATHS = ["/about/", "/nowhere/", "/urgent-help/", "/health/live/", "/.well-known/security.txt"]


def report_of(rule="script-src-elem", what="inline", page=PAGE):
    return json.dumps({"csp-report": {"effective-directive": rule, "blocked-uri": what, "document-uri": page}})


@pytest.fixture
def told(client, caplog):
    """What the log holds after a browser sent this."""

    def tell(body):
        with caplog.at_level(logging.WARNING, "community.core.reports"):
            assert client.post("/reports/", body, content_type="application/csp-report").status_code == 204
        return caplog.messages

    return tell


def directives(response):
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_nothing_is_unsafe_and_texts_do_not_become_elements(client, db):
    rules = directives(client.get("/about/"))

    assert not [value for values in rules.values() for value in values if "unsafe" in value or "*" in value]
    assert (rules["default-src"], rules["script-src"]) == (["'none'"], ["'self'"])
    assert rules["require-trusted-types-for"] == ["'script'"]
    assert rules["report-uri"] == ["/reports/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_for_our_own_site_only(client, db, path):
    headers = client.get(path).headers

    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_of_a_member_are_not_kept_and_those_of_a_visitor_may_be(client, ada):
    assert "Cache-Control" not in client.get("/about/").headers

    client.force_login(ada)

    assert client.get("/about/").headers["Cache-Control"] == "no-store"
    assert client.get("/nowhere/").headers["Cache-Control"] == "no-store"


def test_a_browser_that_is_signed_out_drops_what_it_kept(client, ada):
    client.force_login(ada)

    assert "Clear-Site-Data" not in client.get("/about/").headers
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/about/").headers


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://community.example", "__Host-sessionid __Host-csrftoken __Host-language True"),
        ("http://127.0.0.1:8000", "sessionid csrftoken language False"),
    ],
)
def test_cookies_belong_to_this_host_alone_where_there_is_https(address, names, tmp_path):
    named = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_SECURE"
    code = f"from community import settings as s; print({named})"
    environment = {"BASE_URL": address, "STEADFOLD_VAR": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.stdout.strip() == names, done.stderr


def test_report_says_what_and_where_and_no_word_of_anybody(told):
    told(report_of("img-src", "https://ada:pw@else.example/a/b?c"))

    assert told(report_of()) == [
        "A browser refused img-src from https://else.example on /threads/7/…",
        "A browser refused script-src-elem from inline on /threads/7/…",
    ]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"x"', "[[]]", "[1]", '{"csp-report": 7}', "[" * 9999, "\x00\xff"]
)
def test_what_is_no_report_is_none(told, body):
    assert told(body) == []


def test_report_cannot_break_a_line_of_the_log_nor_fill_it(told):
    assert told(report_of("a\nb" * 99, "http://[", "//[\r\n")) == [f"A browser refused {'ab' * 20} from ? on ?"]
    assert len(told(report_of("x" * 50_000))) == 1  # too long to be read to its end: no report


def test_whoever_finds_a_hole_is_told_whom_to_tell(client, db, settings):
    settings.CONTACT_EMAIL, settings.BASE_URL = "team@community.example", "https://community.example"

    text = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:team@community.example\nExpires: " in text
    assert "Canonical: https://community.example/.well-known/security.txt\n" in text


def test_without_an_address_there_is_no_promise_of_one(client, db, settings):
    settings.CONTACT_EMAIL = ""

    assert client.get("/.well-known/security.txt").status_code == 404


def test_an_address_with_a_nul_gets_an_answer_as_hard_as_others(client):
    answer = client.get("/boards/%00/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert directives(answer)["default-src"] == ["'none'"]


def test_what_is_asked_for_goes_on_without_a_nul(client, db):
    """PostgreSQL would refuse the question."""
    assert client.get("/about/?q=a%00b&q=%2500&q=%%0000").wsgi_request.GET.getlist("q") == ["ab", "%00", ""]


def test_files_of_the_site_load_nothing_and_are_framed_by_nobody(settings, tmp_path, db):
    """As WhiteNoise gives them, with the middleware of the site around it."""
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = tmp_path, False, False

    answer = Client().get("/static/mark.svg")
    answer.close()

    assert answer.status_code == 200
    assert directives(answer) == {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [*PATHS, "/accounts/login/", "/static/css/main.css"])
def test_trace_is_answered_by_nobody(client, db, path):
    answer = client.trace(path, headers={"x-secret": "a-secret"})

    assert b"a-secret" not in answer.content
    assert answer.status_code in (404, 405)
