"""How long tasks take in a worker, and whether they succeed. Celery tells by signals; it is no app of ours."""

import time
from typing import Any

from celery.signals import task_postrun, task_prerun, worker_ready

from community.core.metrics import TASKS, serve_metrics

AFTER_THE_WEB = 1
begun: dict[str, float] = {}  # by the number of the task


def watch_tasks() -> None:
    task_prerun.connect(_begin)
    task_postrun.connect(_end)
    worker_ready.connect(_serve)


def _begin(task_id: str, **kwargs: Any) -> None:
    begun[task_id] = time.perf_counter()


def _end(task_id: str, task: Any, state: str | None = None, **kwargs: Any) -> None:
    taken = time.perf_counter() - begun.pop(task_id, time.perf_counter())
    TASKS.labels(task.name, "success" if state == "SUCCESS" else "failure").observe(taken)


def _serve(**kwargs: Any) -> None:
    serve_metrics(offset=AFTER_THE_WEB)
