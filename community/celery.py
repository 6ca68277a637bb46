"""The Celery application: tasks of every app, settings from Django."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

from community.core.running import hold_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

app = Celery("steadfold")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
for begins in (worker_init, beat_init):
    begins.connect(hold_or_exit)
