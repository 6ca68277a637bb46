"""The clock's side of retention and of members' files."""

from celery import shared_task
from django.utils import timezone

from community.core.queue import nudge
from community.core.turns import Turn
from community.privacy import actions
from community.privacy.export import actions as export
from community.privacy.leaving.actions import (
    begin_unconfirmed,
    erase_due,
    forget_leavings,
    forget_sealed,
    settle_decided,
)
from community.privacy.quoting import actions as quoting

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


@shared_task(ignore_result=True)
def erase_leavers() -> int:
    """How many accounts were erased, of those whose seven days are over."""
    return erase_due(now=timezone.now(), turn=Turn())


@shared_task(ignore_result=True)
def forget_unconfirmed() -> int:
    """Once a day; how many accounts are to be erased, because their address never was confirmed. What is left over goes
    the next day."""
    return begin_unconfirmed(now=timezone.now(), turn=Turn())


@shared_task(ignore_result=True)
def unseal_leavers() -> int:
    """Once a day: words that waited for a decision, accounts that nothing leads to any more, and that they left."""
    now = timezone.now()
    return settle_decided(now=now) + forget_sealed(now=now) + forget_leavings(now=now)


@shared_task(ignore_result=True)
def follow_quotes() -> int:
    """Of how many posts, taken back or come back, the quotes followed."""
    number, turn = 0, Turn()
    quoting.follow_late_quotes(now=timezone.now())
    while turn.goes_on() and (followed := quoting.follow_quotes(now=timezone.now())):
        number += followed
    return number
