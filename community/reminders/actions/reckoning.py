"""When a reminder rings next: from its rule, and from the last answer where the rule counts from that."""

from datetime import datetime

from community.reminders.models import Reminder
from community.reminders.schedule import Schedule, next_after_answer, next_due


class NothingAhead(ValueError):
    """The schedule has no moment left, so the reminder would never ring."""


def next_or_refuse(reminder: Reminder, schedule: Schedule, *, now: datetime) -> datetime | None:
    """Its next moment by `schedule`; None while it waits for an answer, which then brings it."""
    if (moment := next_due(schedule, after=now)) is not None:
        return moment
    if not schedule.waits_for_answer:
        raise NothingAhead
    newest = reminder.occurrences.order_by("-due_at").first()
    if newest is not None and newest.answered_at is None:
        return None
    moment = next_after_answer(schedule, answered_at=newest.answered_at) if newest and newest.answered_at else now
    if moment is None:
        raise NothingAhead
    return max(moment, now)  # what has passed while it was at rest rings at once
