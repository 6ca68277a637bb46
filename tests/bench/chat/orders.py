"""A process that is told what to do, one line of JSON each, and answers in the same way."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

SERVERS, CLIENTS = 0, 1  # the core that each side runs on


class Helper:
    def __init__(self, process):
        self.process = process
        self.pid = process.pid

    def tell(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("A process of the benchmark ended.")
        return json.loads(line)

    def ask(self, **order):
        self.tell(**order)
        return self.hear()

    @property
    def kilobytes(self):
        """Of memory that it holds now."""
        with open(f"/proc/{self.pid}/statm") as statm:  # noqa: PTH123
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024

    @property
    def cpu_seconds(self):
        """That it has used; however busy the machine is, this is its own."""
        with open(f"/proc/{self.pid}/stat") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def helper(module, *words):
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Helper(process)
    finally:
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def orders():
    for line in sys.stdin:
        yield json.loads(line)


def answer(**words):
    print(json.dumps(words), flush=True)


def stay_on(core):
    """On a machine with one core everything shares it."""
    if hasattr(os, "sched_setaffinity") and core in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {core})
