"""Runs this site's processes side by side: starts them, starts one again that died, stops them together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
BACK_OFF = (0.5, 1, 2, 4)
TOO_MANY_DEATHS = 5
WITHIN_SECONDS = 60

Say = Callable[[str], None]


def die_with_parent() -> None:
    """Runs in the new process: a supervisor that is killed must leave no orphans."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process that should always be there."""

    name: str
    command: Sequence[str]
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches only the supervisor, which then stops the children in order.
        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # banners; what matters is logged to stderr
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def note_death(self, now: float) -> str:
        """Plan the next start and say how the process ended."""
        ending = ending_of(self.process)
        self.process = None
        self.deaths = [moment for moment in self.deaths if now - moment < WITHIN_SECONDS] + [now]
        self.start_at = now + BACK_OFF[min(len(self.deaths), len(BACK_OFF)) - 1]
        return ending

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def stops_before(self, deadline: float) -> bool:
        if self.process is None:
            return True
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()


def ending_of(process: subprocess.Popen[bytes] | None) -> str:
    code = process.returncode if process is not None else 0
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


class Supervisor:
    """Keeps children running until it is asked to stop; `run` returns the exit code."""

    def __init__(self, children: Sequence[Child], say: Say, tick: Callable[[], None], patience: float = 15) -> None:
        self.children = children
        self.say = say
        self.tick = tick
        self.patience = patience
        self.stopping = threading.Event()
        self.gave_up = False

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)
        try:
            for child in self.children:
                child.start()
            while not self.stopping.wait(0.2):
                self.look_after_children(time.monotonic())
                self.tick()
        finally:
            killed = self.stop_children()
        return 1 if self.gave_up or killed else 0

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def look_after_children(self, now: float) -> None:
        for child in self.children:
            if child.has_died():
                self.after_death(child, now)
            elif child.process is None and now >= child.start_at:
                child.start()

    def after_death(self, child: Child, now: float) -> None:
        ending = child.note_death(now)
        if len(child.deaths) >= TOO_MANY_DEATHS:
            self.say(f"{child.name} stopped {TOO_MANY_DEATHS} times within a minute ({ending}): giving up.")
            self.gave_up = True
            self.stopping.set()
            return
        self.say(f"{child.name} stopped unexpectedly ({ending}): starting it again in {child.start_at - now:g} s.")

    def stop_children(self) -> bool:
        """Ask every child to stop and wait; whether one had to be killed."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self.patience
        late = [child for child in self.children if not child.stops_before(deadline)]
        for child in late:
            self.say(f"{child.name} did not stop within {self.patience:g} s: killing it.")
            child.kill()
        return bool(late)
