"""Move the next one, alone or with all that follow."""

from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from django.db import transaction

from community.accounts.models import User
from community.reminders.actions.reckoning import NothingAhead
from community.reminders.actions.rows import locked, saved
from community.reminders.columns import columns_of
from community.reminders.models import Reminder
from community.reminders.schedule import BEFORE_ALL, Schedule, next_due, upcoming


class FollowingComesFirst(ValueError):
    """There, the one after it would come before it or at the same time."""


class RuleHasItsDays(ValueError):
    """Weekdays, days of the month or several times a day say when it comes: they cannot all be moved at once."""


@transaction.atomic
def move_next(*, reminder: Reminder, member: User, to: datetime, now: datetime) -> Reminder:
    """This one alone comes at `to`; the rule goes on as it was."""
    mine = locked(reminder, member)
    if mine.next_due_at is None or to <= now:
        raise NothingAhead
    own = mine.moved_from or mine.next_due_at
    following = None if mine.schedule.waits_for_answer else next_due(mine.schedule, after=own)
    if following is not None and to >= following:
        raise FollowingComesFirst
    return saved(mine, {"next_due_at": to, "moved_from": own})


@transaction.atomic
def move_following(*, reminder: Reminder, member: User, to: datetime, now: datetime) -> Reminder:
    """This one and all after it: the rule begins anew at `to`, with as many left as there were."""
    mine = locked(reminder, member)
    if mine.next_due_at is None or to <= now:
        raise NothingAhead
    schedule = mine.schedule
    if schedule.weekdays or schedule.month_days or schedule.more_times:
        raise RuleHasItsDays
    local = to.astimezone(schedule.zone)
    left = _left(schedule, before=mine.moved_from or mine.next_due_at)
    moved = replace(schedule, starts_on=local.date(), local_time=local.time(), count=left)
    if moved.until is not None and moved.until < moved.starts_on:
        raise NothingAhead
    if (next_due_at := next_due(moved, after=now)) is None:
        raise NothingAhead
    return saved(mine, {**columns_of(moved), "next_due_at": next_due_at})


def _left(schedule: Schedule, *, before: datetime) -> int | None:
    if schedule.count is None:
        return None
    whole = upcoming(replace(schedule, left_out=()), after=BEFORE_ALL, count=schedule.count)
    return schedule.count - sum(1 for _moment in takewhile(lambda moment: moment < before, whole))
