"""How long a task goes on. A thread cannot be ended from outside, so long work looks here between two rows.

What is left over stays in its rows, and the next run goes on with it: the clock's, or the one that was asked for.
"""

import time

from celery.signals import worker_shutting_down

SECONDS = 30.0  # then others get the thread: a hundred thousand mails must not keep one reminder waiting


class Turn:
    stopping = False  # the whole process was asked to

    def __init__(self, seconds: float = SECONDS) -> None:
        self.ends = time.monotonic() + seconds

    def goes_on(self) -> bool:
        return not Turn.stopping and time.monotonic() < self.ends


@worker_shutting_down.connect
def stop(**_kwargs: object) -> None:
    """SIGTERM has come: Celery waits for the tasks at work, and we are waited for: 15 seconds by `serve`, else 40."""
    Turn.stopping = True
