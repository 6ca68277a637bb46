"""The clock's side of retention and of members' files."""

from celery import shared_task
from django.utils import timezone

from community.core.queue import nudge
from community.core.turns import Turn
from community.privacy import actions
from community.privacy.export import actions as export

KEEP_TASK = "community.privacy.tasks.keep_periods"


@shared_task(ignore_result=True)
def keep_periods() -> int:
    """Once a day; how many were erased. When its turn is over, another run goes on at once."""
    run = actions.keep_periods(now=timezone.now(), turn=(turn := Turn()))
    if not turn.goes_on() and not Turn.stopping:
        nudge(KEEP_TASK)
    return run.number


@shared_task(ignore_result=True)
def make_exports() -> int:
    """How many files were made. One is finished even when that takes longer than a turn: it says so by its lease."""
    number, turn = 0, Turn()
    while turn.goes_on() and (request := export.claim(now=timezone.now())) is not None:
        number += export.make(request)
    if not turn.goes_on() and not Turn.stopping:
        nudge(export.MAKE_TASK)
    return number


@shared_task(ignore_result=True)
def forget_exports() -> int:
    return export.forget_exports(now=timezone.now())
