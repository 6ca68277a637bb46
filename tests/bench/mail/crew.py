"""Two processes that do the tasks of two workers, and a mail server that takes what they send, in a third."""

import os
import tempfile
import time
from contextlib import ExitStack

from django.conf import settings
from django.db import connection

from tests.bench.chat.orders import helper

WORKERS = 2


class Crew:
    """They know the database and the server from the environment, as real workers do."""

    def __init__(self, port):
        self.port = port
        self.stack = ExitStack()

    def __enter__(self):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.workers.settings",
            "STEADFOLD_VAR": str(settings.VAR_DIR),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_TEMPLATES": tempfile.gettempdir(),
            "TEST_KEYS": f"bench-{os.getpid()}-",
        }
        self.stack.enter_context(helper("tests.bench.mail.server", str(self.port))).hear()
        self.workers = [self.stack.enter_context(helper("tests.bench.mail.worker")) for _ in range(WORKERS)]
        for worker in self.workers:
            worker.hear()
        return self

    def __exit__(self, *_error):
        self.stack.close()

    def work(self, task, number):
        """Seconds until nothing is left to do of what it was to do `number` times."""
        started = time.perf_counter()
        for worker in self.workers:
            worker.tell(task=task)
        done = sum(worker.hear()["done"] for worker in self.workers)
        seconds = time.perf_counter() - started
        if done != number:
            raise RuntimeError(f"{task}: {done} of {number}")
        return seconds
