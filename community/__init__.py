"""Steadfold. The Celery app is loaded with Django so that every process can nudge the worker."""

from community.celery import app as celery_app

__all__ = ["celery_app"]
