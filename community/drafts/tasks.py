"""The clock's side of drafts."""

from celery import shared_task
from django.utils import timezone

from community.drafts import actions


@shared_task(ignore_result=True)
def forget_old_drafts() -> int:
    """Once a day; how many were erased."""
    return actions.forget_old_drafts(now=timezone.now())
