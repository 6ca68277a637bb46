"""What the guides for operators name is there, and what they call measured was measured."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tests.core.test_compose import commands_of_ours, known_variables

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
GUIDES = ["deploy.md", "scale.md", "backup.md"]
OF_OTHERS = {"POSTGRES_PASSWORD", "CELERY_TASK_ROUTES", "CELERY_BROKER_URL", "CHANNEL_LAYERS", "CACHES"}
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
    links = re.findall(r"\]\(([^)#]+)", text_of(name))

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


def test_what_is_called_measured_was_measured():
    figures = set(NUMBER.findall(text_of("figures.md")))
    rows = [line for line in text_of("scale.md").splitlines() if line.endswith("| measured |")]

    assert len(rows) >= 10
    for row in rows:
        assert set(NUMBER.findall(row)) <= figures, row
