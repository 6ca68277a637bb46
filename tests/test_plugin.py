"""What tests/plugin.py does on machines that lack something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(folder, *arguments, **environment):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *arguments]
    kept = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG"}}
    kept |= {"PATH": str(folder), **environment}  # an empty folder: no Chromium to be found
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_a_machine_without_chromium_says_what_it_left_out_and_how_to_get_it(tmp_path, workers):
    done = run(tmp_path, "tests/browser/test_without.py", "tests/core/test_text.py", *workers)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "browser tests" in done.stdout
    assert "apt-get install chromium" in done.stdout
    assert "skipped" not in done.stdout


def test_a_machine_without_gettext_says_so_too(tmp_path):
    done = run(tmp_path, "tests/test_translations.py", "-k", "the_code_has")

    assert "gettext tests: GNU gettext was not found." in done.stdout
    assert "apt-get install gettext" in done.stdout


def test_what_is_the_same_on_every_database_is_looked_at_once(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3", "REDIS_URL": "redis://127.0.0.1:1/0"}

    embedded, services = [run(tmp_path, "--co", "tests/test_css.py", **environment) for environment in ({}, database)]

    assert "test_css.py::" in embedded.stdout
    assert "test_css.py::" not in services.stdout
    assert "once tests: They look at what is the same on every database." in services.stdout


SKIPPING = """
import pytest

@pytest.mark.skipif(True, reason="not today")
def test_that_is_skipped():
    pass
"""


def test_on_ci_a_skipped_test_is_a_failure(tmp_path):
    file = tmp_path / "test_skipping.py"
    file.write_text(SKIPPING)

    done = run(tmp_path, "-c", "pyproject.toml", str(file), CI="true")

    assert done.returncode == 1
    assert "CI does not allow" in done.stdout
