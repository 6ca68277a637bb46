"""Tests that need something from the machine: run where it is found, otherwise left out with a line that says so.

On a continuous integration server (CI=true) nothing may be skipped.
"""

import os
import shutil

import hypothesis
import pytest

# First the one without windows: a new tab costs it a third, and tests open hundreds.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_CI = os.environ.get("CI", "").lower() == "true"
HAS_SERVICES = bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))
HOW_TO_GET = {
    "browser": "Chromium was not found. On Debian and Ubuntu: apt-get install chromium fonts-noto-core",
    "gettext": "GNU gettext was not found. On Debian and Ubuntu: apt-get install gettext",
    "services": "DATABASE_URL and REDIS_URL are not set. See `make services-test`",
    "once": "They look at what is the same on every database. `make test` without DATABASE_URL runs them",
}
LONG = {"test_machine", "test_sealed_words", "test_serve"}  # minutes in one file: many random steps, whole sites
hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no mistake of what is tested
if not ON_CI:  # there its own profile holds, with the same examples each time
    hypothesis.settings.load_profile("patient")
left_out_key = pytest.StashKey[dict[str, int]]()


def find_chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def is_missing(mark: str) -> bool:
    if mark == "browser":
        return not ON_CI and find_chromium() is None
    if mark == "gettext":
        return not ON_CI and shutil.which("xgettext") is None
    return HAS_SERVICES if mark == "once" else not HAS_SERVICES


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    missing = [mark for mark in HOW_TO_GET if is_missing(mark)]
    left_out = {mark: [item for item in items if item.get_closest_marker(mark)] for mark in missing}
    config.stash[left_out_key] = {mark: len(tests) for mark, tests in left_out.items() if tests}
    leaving = [item for tests in left_out.values() for item in tests]
    if leaving:
        items[:] = [item for item in items if item not in leaving]
        config.hook.pytest_deselected(items=leaving)
    items.sort(key=shortness)


def shortness(item) -> int:
    """Files that last begin, so that at the end no worker waits for the other. Within each the order is by chance."""
    if item.path.stem in LONG:
        return 0
    return 1 if item.get_closest_marker("browser") else 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if ON_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter, config):
    """With pytest-xdist the workers choose, and the process that sums up knows only what is missing."""
    unknown = dict.fromkeys(filter(is_missing, HOW_TO_GET), "the")
    for mark, number in config.stash.get(left_out_key, unknown).items():
        terminalreporter.write_line(f"Left out {number} {mark} tests: {HOW_TO_GET[mark]}.", yellow=True)
