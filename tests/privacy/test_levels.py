"""Every column has a level, and each level is guarded as docs/security/data.md says."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import RequestFactory

from community.core.sealed import SealedField
from community.privacy.export.contents import EXCEPT, TABLES
from community.privacy.levels import BY_COLUMN, BY_PART, LEVELS, OWN, PUBLIC, SEALED, SECRET, SHARED, TEAM, level_of
from community.privacy.retention import models, retention
from tests.factories import make_user

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs/security/data.md").read_text()
SOUNDS_SECRET = re.compile(r"password|token|secret|session_key|session_data|seed")
NOT_SECRET = {
    "forum.Poll.secret",  # whether a poll is
}
ADMIN_SHOWS = {  # of what is not public
    *(f"accounts.User.{name}" for name in ("username", "is_moderator", "is_editor", "is_active", "date_joined")),
    "groups.SupportGroup.rules",
    *(f"notifications.Delivery.{name}" for name in "created_at due_at sent_at dropped_at attempts why problem".split()),
}


def columns(*levels):
    return {f"{line.table}.{line.column}" for line in retention() if level_of(line) in levels}


def test_every_column_has_a_level_and_every_exception_is_a_column():
    lines = {f"{line.table}.{line.column}" for line in retention()}

    assert {level_of(line) for line in retention()} == set(LEVELS)
    assert BY_COLUMN.keys() - lines == set()
    assert BY_PART.keys() == {line.part for line in retention()}


def test_the_document_has_a_row_for_each_level_and_part():
    rows = set(re.findall(r"^\| \*\*(\w+)\*\* \|", TEXT, re.MULTILINE))
    parts = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", TEXT, re.MULTILINE))

    assert rows == set(LEVELS)
    assert parts == BY_PART


def test_exceptions_stand_in_the_document():
    assert sorted(name for name in BY_COLUMN if f"`{name}`" not in TEXT) == []


def test_what_sounds_secret_is():
    sounding = {name for name in columns(*LEVELS) if SOUNDS_SECRET.search(name.rpartition(".")[2])}

    assert sounding - columns(SECRET) == NOT_SECRET


def test_sealed_columns_are_those_that_are_closed_in_the_database():
    closed = {
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    }

    assert closed == columns(SEALED)


def test_no_secret_is_in_anybodys_file():
    given = {
        f"{table}.{line.column}"
        for table, of_table in TABLES.items()
        for line in retention()
        if line.table == table and line.column not in of_table.without
    }

    assert given & columns(SECRET) == set()
    assert {name.rpartition(".")[0] for name in columns(SECRET)} <= TABLES.keys() | EXCEPT.keys()


@pytest.mark.django_db
def test_the_admin_shows_no_column_of_others_but_these():
    """To a superuser: in lists, on pages and in their inner tables."""
    request = RequestFactory().get("/")
    request.user = make_user("Root", is_superuser=True, is_staff=True)
    shown = {
        f"{kind.model._meta.label}.{name}"
        for one in admin.site._registry.values()
        for kind in (one, *one.get_inline_instances(request))
        for name in (*getattr(kind, "list_display", ()), *kind.get_fields(request))
    }

    assert (shown & columns(SHARED, OWN, TEAM, SEALED, SECRET)) == ADMIN_SHOWS
    assert not [name for name in shown if name in columns(SECRET, SEALED)]


def test_search_keeps_words_that_are_public_or_shared():
    """Its tables are made of those of the words, and asked with `visible_to`."""
    of_search = {line.part for line in retention() if line.table.startswith("search_")}

    assert {BY_PART[part] for part in of_search} <= {PUBLIC, SHARED}
