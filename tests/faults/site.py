"""The web process behind a restart loop, as the supervisor or systemd keeps it."""

import os
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from urllib.error import URLError

from community.core.management.commands.serve import web
from tests.browser.site import ROOT, free_port
from tests.faults.machines import kill, wait_until


class Site:
    def __init__(self, folder, **environment):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            **environment,
            "DEBUG": "true",
            "LIMITS_FACTOR": "1000",  # one member does what many would
            "PORT": str(self.port),
            "STEADFOLD_VAR": str(folder),
        }
        self.environment.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
        self.log = (folder / "web.log").open("ab")
        self.starts = 0
        self.stopping = threading.Event()

    def start(self):
        self.starts += 1
        command = web("127.0.0.1", self.port)
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=self.log
        )

    def keep_running(self):
        while not self.stopping.wait(0.1):
            if self.process.poll() is not None:
                self.start()

    def kill_once(self):
        """And wait for the next to answer."""
        before = self.starts
        kill(self.process)
        wait_until(lambda: self.starts > before and self.answers())

    def answers(self):
        try:
            urllib.request.urlopen(f"{self.address}/health/ready/", timeout=5)  # noqa: S310
        except (URLError, ConnectionError, TimeoutError):
            return False
        return True

    @property
    def megabytes(self):
        with open(f"/proc/{self.process.pid}/statm") as statm:  # noqa: PTH123
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

    @contextmanager
    def running(self):
        self.start()
        keeper = threading.Thread(target=self.keep_running)
        keeper.start()
        try:
            wait_until(self.answers, 60)
            yield self
        finally:
            self.stopping.set()
            keeper.join()
            kill(self.process)
            self.log.close()

    @contextmanager
    def script(self, module, *words):
        """Another process of the site, that is told and tells by lines."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        try:
            yield process
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                kill(process)
            process.stdout.close()


def sleep_until(moment):
    time.sleep(max(0.0, moment - time.monotonic()))
