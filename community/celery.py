"""The Celery application: tasks of every app, settings from Django."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

app = Celery("steadfold")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
