import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from community.core import supervisor
from community.core.supervisor import Child, Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
PARENT = """
import sys, time
from pathlib import Path
from community.core.supervisor import Child
child = Child("nap", [sys.executable, "-c", "import time; time.sleep(60)"], Path("."))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def child(name: str, code: str) -> Child:
    return Child(name, [sys.executable, "-c", code], Path())


def supervise(children: list[Child], *, stop_after: float, patience: float = 5) -> tuple[int, list[str]]:
    """The exit code and what was said by a supervisor that is asked to stop after so many seconds."""
    said: list[str] = []
    end = time.monotonic() + stop_after

    def tick():
        if time.monotonic() > end:
            os.kill(os.getpid(), signal.SIGTERM)

    return Supervisor(children, said.append, tick, patience).run(), said


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_children_are_stopped_and_that_is_a_clean_end():
    nap = child("nap", "import time; time.sleep(60)")

    code, said = supervise([nap], stop_after=0.3)

    assert (code, said) == (0, [])
    assert nap.process.returncode == -signal.SIGTERM


def test_child_that_dies_is_named_and_started_again(tmp_path):
    once = tmp_path / "once"
    code = f"import pathlib, sys, time; p = pathlib.Path({str(once)!r}); p.exists() and time.sleep(60); p.touch()"
    worker = child("worker", f"{code}; sys.exit(3)")

    exit_code, said = supervise([worker], stop_after=4)

    assert said == ["worker stopped unexpectedly (exit code 3): starting it again in 0.5 s."]
    assert exit_code == 0
    assert worker.process.returncode == -signal.SIGTERM


def test_child_that_keeps_dying_ends_the_site(monkeypatch):
    monkeypatch.setattr(supervisor, "BACK_OFF", (0.01,))
    nap = child("nap", "import time; time.sleep(60)")

    code, said = supervise([child("web", "raise SystemExit(1)"), nap], stop_after=30)

    assert code == 1
    assert said[-1] == "web stopped 5 times within a minute (exit code 1): giving up."
    assert nap.process.returncode == -signal.SIGTERM


def test_child_that_does_not_stop_is_killed():
    stubborn = child("stubborn", STUBBORN)

    code, said = supervise([stubborn], stop_after=3, patience=0.3)

    assert code == 1
    assert said == ["stubborn did not stop within 0.3 s: killing it."]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_killed_supervisor_leaves_no_orphan():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()
    end = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)

    assert not is_alive(pid)
