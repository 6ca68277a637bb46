"""Celery takes any setting that it does not know without a word, so the names are asked of what is installed."""

import inspect

import pytest
from celery.app.defaults import DEFAULTS
from celery.backends.base import DisabledBackend
from celery.concurrency.base import BasePool
from celery.concurrency.thread import TaskPool
from django.conf import settings
from kombu.transport import filesystem, redis

from community.celery import app
from community.core.management.commands.serve import worker

PREFIX = "CELERY_"
OF_CONNECTIONS = {"max_retries", "interval_start", "interval_step", "interval_max"}  # kombu.connection reads these


def test_celery_knows_every_setting():
    ours = {name.removeprefix(PREFIX).lower() for name in dir(settings) if name.startswith(PREFIX)}

    assert ours - DEFAULTS.keys() == set()


def test_the_transport_knows_every_option():
    if settings.EMBEDDED:
        source = inspect.getsource(filesystem.Channel) + inspect.getsource(filesystem.virtual.Transport)
        known = {name for name in settings.CELERY_BROKER_TRANSPORT_OPTIONS if f"'{name}'" in source}
    else:
        known = {*redis.Channel.from_transport_options, *OF_CONNECTIONS}

    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS.keys() - known == set()


def test_tasks_are_acknowledged_late_and_once():
    app.loader.import_default_modules()
    tasks = [app.tasks[tick["task"]] for tick in settings.CELERY_BEAT_SCHEDULE.values()]

    assert all(task.acks_late and task.reject_on_worker_lost for task in tasks)
    assert all(task.acks_on_failure and task.acks_on_timeout and task.ignore_result for task in tasks)


def test_what_was_left_out_would_still_do_nothing():
    """docs/celery.md says why; once this fails there is something to decide anew."""
    assert "threads" in worker()
    assert TaskPool.on_soft_timeout is BasePool.on_soft_timeout  # no time limits
    with pytest.raises(NotImplementedError):  # what runs cannot be cancelled
        TaskPool(limit=1).terminate_job(pid=1)
    assert isinstance(app.backend, DisabledBackend)  # no results, so no time-out of theirs
