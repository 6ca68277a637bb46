"""The clock's side of reminders: a beat tick every 20 s fires what is due. Two beats at once do no harm."""

import logging
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.metadata import version
from itertools import takewhile

from celery import shared_task
from django.utils import timezone

from community.core.queue import nudge
from community.core.turns import Turn
from community.reminders import actions
from community.reminders.models import Occurrence, Reminder
from community.reminders.querysets import OccurrenceQuerySet

logger = logging.getLogger(__name__)
BATCH = 500
FIRE_TASK = "community.reminders.tasks.fire_due_reminders"


@shared_task(ignore_result=True)
def fire_due_reminders() -> int:
    """Fire what is due now, oldest first; how many fired. When its turn is over, another run goes on."""
    now, fired, turn, tried = timezone.now(), 0, Turn(), set[int]()
    while Reminder.objects.due(now).exclude(pk__in=tried).exists():
        before, moved = len(tried), fire_some(turn, tried, now=now)
        if not moved and len(tried) == before:  # others are at what is left, or the turn is over
            break
        fired += moved
    if not turn.goes_on():
        nudge(FIRE_TASK)
    return fired


def fire_some(turn: Turn, tried: set[int], *, now: datetime) -> int:
    """A handful together. Where one of them cannot be fired, each on its own: `tried` are then done with."""
    if not turn.goes_on():
        return 0
    try:
        return actions.fire_some(now=now, but=tried)
    except Exception:  # said of the one that is to blame, in a moment
        batch = list(Reminder.objects.due(now).exclude(pk__in=tried).order_by("next_due_at")[: actions.TOGETHER])
        tried |= {reminder.pk for reminder in batch}
        return in_turn(actions.fire, batch, turn, now=now)


@shared_task(ignore_result=True)
def follow_zone_rules() -> int:
    """After an update of the tzdata package every stored moment is reckoned again; otherwise one query."""
    return actions.follow_zone_rules(version=version("tzdata"), now=timezone.now())


@shared_task(ignore_result=True)
def ring_again() -> int:
    """What was put off and is due again; how many."""
    now = timezone.now()
    return batch_by_batch(actions.ring_again, Occurrence.objects.to_ring(now).order_by("ring_at"), now=now)


@shared_task(ignore_result=True)
def miss_forgotten() -> int:
    now = timezone.now()
    return batch_by_batch(actions.miss, Occurrence.objects.forgotten(now), now=now)


def batch_by_batch(act: Callable[..., object], waiting: OccurrenceQuerySet, *, now: datetime) -> int:
    """How many it was done to. What cannot be done waits on, and those behind it have their turn all the same."""
    done, turn, tried = 0, Turn(), set[int]()
    while turn.goes_on() and (batch := waiting.exclude(pk__in=tried).select_related("reminder__owner")[:BATCH]):
        tried |= {occurrence.pk for occurrence in batch}
        done += in_turn(act, batch, turn, now=now)
    return done


def in_turn(act: Callable[..., object], rows: Iterable[Reminder | Occurrence], turn: Turn, *, now: datetime) -> int:
    """How many it was done to, before the turn was over."""
    return sum(alone(act, row, now=now) for row in takewhile(lambda _row: turn.goes_on(), rows))


def alone(act: Callable[..., object], row: Reminder | Occurrence, *, now: datetime) -> bool:
    """Whether it was done. One bad reminder must not silence the rest."""
    try:
        return bool(act(row, now=now))
    except Exception as problem:
        # Not its message: a database error quotes the row, and the row says what somebody lives with.
        where = "".join(traceback.format_tb(problem.__traceback__))
        logger.error("%s did not fire: %s\n%s", row, type(problem).__name__, where)
        return False
