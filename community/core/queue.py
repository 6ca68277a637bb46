"""Wake a Celery worker. The rows are the truth: a lost nudge is healed by the next beat tick."""

import logging
from functools import partial

from celery import current_app
from django.db import connection, transaction

from community.core.logs import request_id

logger = logging.getLogger(__name__)


def nudge(task_name: str) -> None:
    """After commit, ask a worker to look at its rows now: once, however many rows this transaction writes.

    By name, so that actions never import tasks.
    """
    waiting = [getattr(call, "args", ()) for _savepoints, call, *_ in connection.run_on_commit]
    if (task_name,) not in waiting:
        transaction.on_commit(partial(_send, task_name))


def _send(task_name: str) -> None:
    try:
        about = {"request_id": request_id.get()}  # so that its records can be put together
        current_app.send_task(task_name, ignore_result=True, retry=False, headers=about)
    except Exception as problem:  # the request has done its work: a missing broker only means "a little later"
        logger.warning("Broker unreachable (REDIS_URL): %s", type(problem).__name__)
