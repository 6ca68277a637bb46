"""`manage.py serve` as the operator starts it: real processes, a state folder of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120  # on a busy machine


@pytest.fixture
def environment(tmp_path):
    """A laptop without any service, whatever the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**kept, "STEADFOLD_VAR": str(tmp_path / "var"), "DEBUG": "true", "PORT": str(free_port())}


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def start(environment: dict[str, str], log: Path) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "serve", "--no-demo"]
    with log.open("w") as output:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)


def wait_for(text: str, log: Path, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while text not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)


def children_of(pid: int) -> dict[int, str]:
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return {int(line.split()[0]): line for line in listed.stdout.splitlines()}


def status_of(port: str) -> int:
    connection = HTTPConnection("127.0.0.1", int(port), timeout=10)
    connection.request("GET", "/health/live/")
    status = connection.getresponse().status
    connection.close()
    return status


def test_site_starts_heals_and_stops(environment, log):
    process = start(environment, log)
    try:
        wait_for("Ctrl-C stops the site.", log, process)
        children = children_of(process.pid)
        assert len(children) == 3
        assert status_of(environment["PORT"]) == 200

        beat = next(pid for pid, command in children.items() if re.search(r"\bbeat\b", command))
        os.kill(beat, signal.SIGKILL)
        wait_for("scheduler stopped unexpectedly (killed by SIGKILL)", log, process)
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(30)

    assert code == 0, log.read_text()
    assert "Traceback" not in log.read_text()
    assert log.read_text().endswith("Stopped.\n")
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/none"},
            "DATABASE_URL: the database cannot be reached.",
        ),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "REDIS_URL: the message broker cannot be reached."),
        ({"PORT": "eight"}, "PORT cannot be used:"),
    ],
)
def test_what_cannot_be_reached_is_said_in_one_line(environment, log, changes, line):
    process = start({**environment, **changes}, log)

    assert process.wait(PATIENCE) == 1
    assert log.read_text().startswith(line)
    assert len(log.read_text().splitlines()) == 1
    assert "secret" not in log.read_text()


def test_production_without_its_settings_is_refused(environment, log):
    process = start({**environment, "DEBUG": "false"}, log)

    assert process.wait(PATIENCE) == 1
    for name in ("SECRET_KEY", "REDIS_URL", "EMAIL_URL"):
        assert f"Set {name}" in log.read_text()
