"""What the clock does to groups."""

from celery import shared_task
from django.utils import timezone

from community.groups import actions


@shared_task(ignore_result=True)
def forget_departures() -> int:
    """Who left where is forgotten once it cannot be undone; how many were."""
    return actions.forget_departures(now=timezone.now())
