"""What the guides for operators name is there, and what they call measured was measured."""

import logging
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import Resolver404, resolve

from community.accounts.models import User
from community.core.logs import JsonLine, Line
from tests.core.test_compose import commands_of_ours, known_variables

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
GUIDES = ["deploy.md", "scale.md", "backup.md"]
OF_OTHERS = {
    "CELERY_TASK_ROUTES",
    "CELERY_BROKER_URL",
    "CHANNEL_LAYERS",
    "CACHES",
}
OF_DJANGO = {"changepassword", "sqlmigrate", "createsuperuser"}
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def text_of(name):
    return (DOCS / name).read_text()


@pytest.mark.parametrize("name", GUIDES)
def test_commands_that_a_guide_names_are_there(name):
    called = set(re.findall(r"manage\.py\s+([a-z_]+)", text_of(name)))

    assert called <= commands_of_ours() | OF_DJANGO | {"serve"}


@pytest.mark.parametrize("name", GUIDES)
def test_files_that_a_guide_names_are_there(name):
    files = re.findall(r"\b(deploy/[\w@.-]+\w|docs/[\w-]+\.md)", text_of(name))
    links = [link for link in re.findall(r"\]\(([^)#]+)", text_of(name)) if not link.startswith("https://")]

    assert [path for path in files if not (ROOT / path).exists()] == []
    assert [path for path in links if not (DOCS / path).exists()] == []


@pytest.mark.parametrize("name", GUIDES)
def test_variables_that_a_guide_names_are_read(name):
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)[`=]", text_of(name)))

    assert named <= known_variables() | OF_OTHERS


def test_pages_that_the_guide_names_are_there():
    pages = set(re.findall(r"`(/(?:health|moderation|contact|privacy|urgent-help)[/a-z-]*/)`", text_of("deploy.md")))

    assert len(pages) >= 5
    for page in pages:
        try:
            resolve(page)
        except Resolver404:
            pytest.fail(f"{page} is nowhere")


def test_units_that_the_guide_names_are_there():
    named = set(re.findall(r"steadfold-[a-z]+(?=[@.\s`]|$)", text_of("deploy.md")))
    units = {path.name.partition(".")[0].rstrip("@") for path in (ROOT / "deploy").glob("steadfold-*")}

    assert {name for name in named if name != "steadfold-bounces"} <= units


def test_a_log_that_is_followed_names_its_units():
    """journalctl looks once, at its start, which units a pattern means: what starts later is never shown."""
    followed = [line for line in text_of("deploy.md").splitlines() if re.search(r"journalctl .*-f\b", line)]

    assert any("steadfold-web@8000" in line for line in followed)
    assert [line for line in followed if "*" in line] == []


@pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
@pytest.mark.parametrize("form", [Line, JsonLine])
def test_the_weekly_look_finds_our_lines(form, level):
    record = logging.LogRecord("community", getattr(logging, level), "", 0, "Something failed", None, None)

    assert re.search(weekly_look(), form().format(record))


def test_the_weekly_look_is_not_full_of_starts():
    """Each process says what Django's checks found, under this line, at every start."""
    assert not re.search(weekly_look(), "WARNINGS:")


def weekly_look():
    (pattern,) = re.findall(r"journalctl -u 'steadfold\*' --grep '([^']+)'", text_of("deploy.md"))
    return pattern


def test_a_backup_before_a_restore_is_not_what_is_put_back():
    """`restore` takes the newest file of its folder."""
    steps = text_of("backup.md").partition("## Put one back")[2]
    made = re.findall(r"manage\.sh backup (/\S+?)`?\s", steps)
    taken = re.findall(r"manage\.sh restore (/\S+) --replace", steps)

    assert made
    assert taken
    assert not set(made) & set(taken)


def test_moderators_are_marked_where_the_guide_says():
    (label,) = re.findall(r"\*Users\* → their name → \*([\w ]+)\*", " ".join(text_of("deploy.md").split()))

    field = User._meta.get_field("is_moderator")
    assert str(field.verbose_name).capitalize() == label
    assert field.name in admin.site._registry[User].fields


def test_what_is_called_measured_was_measured():
    figures = set(NUMBER.findall(text_of("figures.md")))
    rows = [line for line in text_of("scale.md").splitlines() if line.endswith("| measured |")]

    assert len(rows) >= 10
    for row in rows:
        assert set(NUMBER.findall(row)) <= figures, row
