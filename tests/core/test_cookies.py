"""Every cookie of ours is for this host alone, and no script reads it."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from community.resources.models import Article
from tests.accounts.factors import PASSWORD, sign_in, with_address
from tests.factories import make_user
from tests.resources.factories import load_articles, make_folder

ROOT = Path(__file__).parent.parent.parent
WRITES = {"set_cookie", "set_signed_cookie", "delete_cookie"}
OURS = "country display joins_later known last messages useful".split()
DJANGOS = {"sessionid": "SESSION_COOKIE_NAME", "csrftoken": "CSRF_COOKIE_NAME", "language": "LANGUAGE_COOKIE_NAME"}


@pytest.fixture
def told(settings, tmp_path, db):
    """What browsers are given by a visitor and a member who do all that leaves a cookie, where there is https."""
    settings.COOKIE_PREFIX = "__Host-"
    for name, setting in DJANGOS.items():
        setattr(settings, setting, f"{settings.COOKIE_PREFIX}{name}")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = True
    settings.ASK_AGE = True
    load_articles(make_folder(tmp_path), 1)
    visitor, kestrel = Client(), with_address(make_user("Kestrel", password=PASSWORD))
    born = {"birth_day": "27", "birth_month": "3", "birth_year": str(datetime.now(UTC).year - 12)}
    visitor.post(reverse("accounts:age"), born)
    visitor.post(f"{Article.objects.get().get_absolute_url()}useful/", {"useful": "yes"})
    visitor.post("/display/", {"theme": "dark", "text_size": "150"})
    visitor.post("/language/", {"language": "es"})
    visitor.get("/urgent-help/?country=GB")
    member = sign_in(kestrel, Client())[0]
    member.post(reverse("accounts:block", args=[make_user("Bo").username]))
    return [morsel for client in (visitor, member) for morsel in client.cookies.values() if morsel.value]


def test_every_cookie_is_for_this_host_alone_and_for_https(told):
    assert {morsel.key.removeprefix("__Host-") for morsel in told} == {*OURS, *DJANGOS}
    for morsel in told:
        assert morsel.key.startswith("__Host-"), morsel
        assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", ""), morsel
        assert morsel["samesite"] == "Lax"
        assert morsel["httponly"] or morsel.key == "__Host-csrftoken"


def test_only_one_module_makes_cookies():
    """And that of the language, whose name Django reads from the settings."""
    sources = (path for path in (ROOT / "community").rglob("*.py"))
    made = {
        str(path.relative_to(ROOT))
        for path in sources
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in WRITES
    }

    assert made == {"community/core/cookies.py", "community/core/languages.py"}


def test_scripts_make_none_and_read_the_token_of_forms_alone():
    found = [
        line.strip()
        for path in (ROOT / "static/js").rglob("*.js")
        for line in path.read_text().splitlines()
        if re.search(r"\.cookie\b|cookieStore", line)
    ]

    assert found
    assert [
        line for line in found if r"(?:__Host-)?csrftoken=" not in line or re.search(r"\.cookie\s*=[^=]", line)
    ] == []
