"""The site runs, or somebody replaces its database: never both."""

import subprocess
import sys

import pytest

from community.core import running
from tests.browser.site import ROOT

HOLD = """
import time
from community.core.running import hold_or_exit
hold_or_exit()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def other(tmp_path):
    """Another process of the site."""
    environment = {"STEADFOLD_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "community.settings", "PATH": ""}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    started = []

    def start():
        started.append(subprocess.Popen([sys.executable, "-c", HOLD], cwd=ROOT, env=environment, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_nobody_is_alone_while_the_site_runs_and_afterwards_is(other):
    process = other()
    assert process.stdout.readline() == "held\n"

    with pytest.raises(running.IsRunning), running.alone():
        raise AssertionError
    process.kill()
    process.wait()

    with running.alone():
        pass


def test_two_processes_of_the_site_run_side_by_side(other):
    assert [other().stdout.readline() for _ in range(2)] == ["held\n"] * 2


def test_nothing_starts_while_the_database_is_replaced(other):
    with running.alone():
        process = other()
        assert process.wait(60) == 1

    assert process.stderr.read().strip() == running.BEING_RESTORED


def test_nothing_starts_after_half_a_restore(other):
    running.mark().touch()
    process = other()

    assert process.wait(60) == 1
    assert process.stderr.read().strip() == running.UNFINISHED
