"""The clock's side of retention."""

from celery import shared_task
from django.utils import timezone

from community.core.queue import nudge
from community.core.turns import Turn
from community.privacy import actions

KEEP_TASK = "community.privacy.tasks.keep_periods"


@shared_task(ignore_result=True)
def keep_periods() -> int:
    """Once a day; how many were erased. When its turn is over, another run goes on at once."""
    run = actions.keep_periods(now=timezone.now(), turn=(turn := Turn()))
    if not turn.goes_on() and not Turn.stopping:
        nudge(KEEP_TASK)
    return run.number
