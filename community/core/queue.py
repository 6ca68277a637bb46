"""Wake a Celery worker. The rows are the truth: a lost nudge is healed by the next beat tick."""

import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def nudge(task_name: str) -> None:
    """After commit, ask a worker to look at its rows now. By name, so that actions never import tasks."""
    transaction.on_commit(lambda: _send(task_name))


def _send(task_name: str) -> None:
    try:
        current_app.send_task(task_name, ignore_result=True, retry=False)
    except Exception as problem:  # the request has done its work: a missing broker only means "a little later"
        logger.warning("Broker unreachable (REDIS_URL): %s", type(problem).__name__)
