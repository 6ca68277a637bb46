"""The worker and the scheduler as `manage.py serve` starts them, on the database of the test."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from community.core.management.commands.serve import celery, worker

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # on a busy machine


def wait_until(happened):
    """What it returns as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while not (what := happened()):
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.05)
    return what


class Staff:
    def __init__(self, folder, email_url, **environment):
        self.templates = folder / "templates"
        self.keys = f"test-{os.getpid()}-"
        self.processes = []
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.workers.settings",
            "STEADFOLD_VAR": str(folder / "var"),
            "EMAIL_URL": email_url,
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_TEMPLATES": str(self.templates),
            "TEST_KEYS": self.keys,
            **environment,
        }

    def start(self, command):
        self.processes.append(subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL))
        return self.processes[-1]

    def hire(self, *more):
        return self.start([*worker(), *more])

    def kill(self, process):
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE) == -signal.SIGKILL

    def stop(self, process):
        """As the supervisor and systemd ask it to: seconds until it was gone."""
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        return time.monotonic() - asked

    @contextmanager
    def on_duty(self):
        """The clock ticks; workers come and go as the test wants it."""
        self.start(celery("beat", "--pidfile", ""))
        try:
            yield self
        finally:
            for process in self.processes:
                process.kill()
                process.wait(PATIENCE)
            self.forget_messages()

    def forget_messages(self):
        if settings.REDIS_URL:
            with redis.Redis.from_url(settings.REDIS_URL) as broker:
                for key in broker.scan_iter(f"{self.keys}*"):
                    broker.delete(key)

    @contextmanager
    def stuck_over(self, letter):
        """Whoever writes this letter waits in the middle of it, for ever: its template is a pipe without an end."""
        pipe = self.templates / "emails" / letter
        pipe.parent.mkdir(parents=True)
        os.mkfifo(pipe)
        writer = Writer(pipe)
        try:
            yield writer
        finally:
            writer.leave()
            pipe.unlink()


class Writer:
    """The other end of the pipe. It can be opened only while somebody reads."""

    def __init__(self, pipe):
        self.pipe = pipe
        self.end = None

    def is_awaited(self):
        try:
            self.end = os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return False
        return True

    def leave(self):
        if self.end is not None:
            os.close(self.end)
