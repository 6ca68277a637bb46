"""A new tzdata package may move a zone's clocks: stored moments are reckoned again, so that 09:00 stays 09:00."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

from community.reminders.actions.reckoning import NothingAhead, next_or_refuse
from community.reminders.models import Reminder, ZoneRules
from community.reminders.schedule import next_due

BATCH, BATCHES = 1000, 20  # one run of the task stays far below its time limit; the next tick goes on
WIDEST_CHANGE = timedelta(hours=3)  # between two versions; most are an hour
logger = logging.getLogger(__name__)


def follow_zone_rules(*, version: str, now: datetime) -> int:
    """Go on with what `version` of the rules asks for; how many reminders moved. Two workers at once do no harm."""
    rules, _new = ZoneRules.objects.get_or_create(pk=1)
    if rules.version == version:
        return 0
    reached, moved = (rules.reached if rules.towards == version else 0), 0
    for _batch in range(BATCHES):
        batch = list(
            Reminder.objects.filter(next_due_at__gt=now, moved_from=None, pk__gt=reached)
            .with_newest()
            .order_by("pk")[:BATCH]
        )
        moved += sum(_reckon_again(reminder, now=now) for reminder in batch)
        if len(batch) < BATCH:
            ZoneRules.objects.update(version=version, towards="", reached=0)
            break
        reached = batch[-1].pk
        ZoneRules.objects.update(towards=version, reached=reached)
    return moved


def _reckon_again(reminder: Reminder, *, now: datetime) -> bool:
    """Its moment a little earlier or later, never one that has rung. Past by now, it rings at the next tick."""
    if (was := reminder.next_due_at) is None:
        return False
    after = was - WIDEST_CHANGE
    newest: datetime | None = getattr(reminder, "newest", None)
    try:
        fresh = _by_the_rule(reminder, after=max(after, newest or after), now=now)
    except ZoneInfoNotFoundError:
        logger.error("Reminder %s is in a zone that the zone rules no longer know.", reminder.pk)
        return False
    if fresh is None or fresh == was:
        return False
    return bool(Reminder.objects.filter(pk=reminder.pk, next_due_at=was).update(next_due_at=fresh))


def _by_the_rule(reminder: Reminder, *, after: datetime, now: datetime) -> datetime | None:
    schedule = reminder.schedule
    if not schedule.waits_for_answer:
        return next_due(schedule, after=after)
    try:
        return next_or_refuse(reminder, schedule, now=now)
    except NothingAhead:
        return None
