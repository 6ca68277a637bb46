"""The pinned requirements hold what pyproject.toml asks for, and nothing of the machine they were made on."""

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN_TIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]


def name_in(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement).group(0).lower().replace("_", "-")


def pins(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))


def asked_for_in(file: str) -> set[str]:
    """The packages that the file says came straight from pyproject.toml."""
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / file).read_text(), flags=re.MULTILINE)
    return {name_in(block) for block in blocks if "steadfold (pyproject.toml" in block}


@pytest.mark.parametrize(
    ("file", "wanted"), [("requirements.txt", RUN_TIME), ("requirements-dev.txt", [*RUN_TIME, *DEVELOPMENT])]
)
def test_pins_are_those_of_the_project(file, wanted):
    assert asked_for_in(file) == {name_in(requirement) for requirement in wanted}, "run `make lock`"


def test_tools_run_on_the_versions_that_the_site_runs_on():
    tools = pins("requirements-dev.txt")

    assert {name: tools.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_no_machine(file):
    assert re.findall(r"https?://|file:|--index|--find-links|--extra", (ROOT / file).read_text()) == []
