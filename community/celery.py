"""The Celery application: tasks of every app, settings from Django."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging, task_prerun, worker_init
from django.conf import settings

from community.core.logs import request_id
from community.core.running import hold_or_exit
from community.task_figures import watch_tasks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

app = Celery("steadfold")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
watch_tasks()


@setup_logging.connect
def log_as_the_site_does(**kwargs: Any) -> None:
    """With a receiver Celery keeps its own handlers away, which would quote errors."""
    logging.config.dictConfig(settings.LOGGING)


@task_prerun.connect
def remember_request(task: Any, **kwargs: Any) -> None:
    headers = task.request.get("headers") or {}
    request_id.set(str(task.request.get("request_id") or headers.get("request_id") or ""))


for begins in (worker_init, beat_init):
    begins.connect(hold_or_exit)
