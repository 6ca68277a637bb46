"""Several people or workers in the same moment, each with a database connection of their own."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread

from django.db import connection, transaction


def at_once(*acts):
    """What each act returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=10)
            return act()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@contextmanager
def while_held(lock, act):
    """Somebody holds what `lock` takes and goes on writing; meanwhile `act` begins, and ends after them."""
    results = []
    other = Thread(target=lambda: results.extend(at_once(act)))
    with transaction.atomic():
        lock()
        other.start()
        time.sleep(0.5)
        yield
    other.join(timeout=20)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert len(results) == 1
