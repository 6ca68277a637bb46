"""The rules by which Mozilla's observatory grades a site (algorithm 4), each with full points. `make observatory` asks
the program itself, where Node.js is."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from community.shell import FOR_PROGRAMS

ROOT = Path(__file__).parent.parent.parent
HALF_A_YEAR = 15_768_000  # seconds: less of HSTS loses points
YEAR = 365 * 24 * 3600  # what the ASVS asks for
PAGES = ["/", "/accounts/login/", "/urgent-help/", "/nowhere/"]
PRINT = """
import json, django
from django.conf import settings
names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE",
         "CSRF_COOKIE_SECURE")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(settings):
    """As behind a proxy that speaks TLS, with what the settings say there."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    client = Client(headers={"x-forwarded-proto": "https", "origin": "https://observatory.example"})
    return [client.get(page) for page in PAGES]


def rules_of(answer):
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def test_policy_begins_with_nothing_and_is_nowhere_unsafe(answers):
    """+10, and +5 for frames by the policy."""
    for rules in map(rules_of, answers):
        assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
        assert rules["form-action"] == ["'self'"]
        assert not [word for words in rules.values() for word in words if "unsafe" in word or word == "*"]
        assert not [word for word in (*rules["script-src"], *rules["style-src"]) if word not in ("'self'", "'none'")]


def test_cookies_are_secure_and_same_site(answers):
    """+5."""
    cookies = [morsel for answer in answers for morsel in answer.cookies.values()]

    assert cookies
    assert {(morsel["secure"], morsel["samesite"]) for morsel in cookies} == {(True, "Lax")}
    assert {morsel.key for morsel in cookies if not morsel["httponly"]} <= {"csrftoken"}


def test_no_other_site_may_read(answers):
    asked = Client().options("/", headers={"origin": "https://o.example", "access-control-request-method": "GET"})

    assert not [name for answer in [*answers, asked] for name in answer.headers if name.startswith("Access-Control")]


def test_each_header_that_is_graded_has_its_best_value(answers):
    """+5 for the referrer, +10 for the resource policy; the others lose points when they are missing."""
    for answer in answers:
        told = answer.headers
        assert told["Referrer-Policy"] == "same-origin"
        assert told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Frame-Options"] == "DENY"
        assert told["Permissions-Policy"] == (
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        assert int(told["Strict-Transport-Security"].partition("=")[2].partition(";")[0]) >= HALF_A_YEAR


def test_scripts_come_from_the_site_itself(answers):
    for answer in answers:
        sources = re.findall(r"<script[^>]*\bsrc=\"([^\"]*)\"", answer.content.decode())
        assert sources
        assert [source for source in sources if not source.startswith("/static/")] == []


def test_production_insists_on_https_for_long_enough_by_itself(tmp_path):
    given = {"PATH": os.environ["PATH"], "STEADFOLD_VAR": str(tmp_path), "BASE_URL": "https://community.example"}
    environment = {**given, "DJANGO_SETTINGS_MODULE": "community.settings"}
    done = subprocess.run([sys.executable, "-c", PRINT], cwd=ROOT, env=environment, capture_output=True, timeout=60)
    told = json.loads(done.stdout)

    assert told.pop("SECURE_HSTS_SECONDS") >= YEAR
    assert set(told.values()) == {True}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/calendar/a-token.ics"),
        ("get", "/rooms/evening/events/?after=1"),
        ("get", "/notifications/count/"),
        ("post", "/mail/events/"),
        ("post", "/accounts/login/"),
    ],
)
def test_programs_and_whoever_sends_are_told_and_not_led_on(settings, method, path):
    settings.SECURE_SSL_REDIRECT = True

    answer = getattr(Client(), method)(path, headers={"host": "localhost"})

    assert (answer.status_code, answer.content) == (403, b"Use https.")


@pytest.mark.parametrize("name", ["nginx.conf", "nginx.compose.conf", "Caddyfile"])
def test_proxies_say_what_the_site_would(name):
    text = (ROOT / "deploy" / name).read_text()

    assert FOR_PROGRAMS in text
    assert "max-age=31536000; includeSubDomains" in text
    assert "GET|HEAD" in text or "not method GET HEAD" in text


def test_plain_lines_lead_to_the_same_host_by_https(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get("/about/", headers={"host": "localhost"})

    assert (answer.status_code, answer.url) == (301, "https://localhost/about/")
