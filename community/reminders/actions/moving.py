"""Move the next one, alone or with all that follow."""

from copy import copy
from datetime import datetime, timedelta

from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.core.wall_clock import moment_of
from community.reminders.actions.reckoning import NothingAhead
from community.reminders.actions.rows import locked, saved
from community.reminders.columns import columns_of
from community.reminders.models import HIGHEST_COUNT, Reminder
from community.reminders.schedule import next_due, on_the_wall
from community.reminders.shifting import OthersStay, moved


class FollowingComesFirst(ValueError):
    """There, the one after it would come before it or at the same time."""


class NextIsAnother(ValueError):
    """What was to be moved has come, or was moved, in the meantime."""


@transaction.atomic
def move_next(*, reminder: Reminder, member: User, to: datetime, now: datetime) -> Reminder:
    """This one alone comes at `to`; the rule goes on as it was."""
    hold_agreed(member, now=now)
    mine = _still_next(reminder, member)
    if mine.next_due_at is None or to <= now:
        raise NothingAhead
    own = mine.moved_from or mine.next_due_at
    following = None if mine.schedule.waits_for_answer else next_due(mine.schedule, after=own)
    if following is not None and to >= following:
        raise FollowingComesFirst
    return saved(mine, {"next_due_at": to, "moved_from": own})


@transaction.atomic
def move_following(*, reminder: Reminder, member: User, to: datetime, now: datetime) -> Reminder:
    """This one and all after it: what it stands for in the rule is replaced, and the rule begins anew there, with as
    many left as there were. `to` is naive, on the reminder's own clock: where the clocks jump over a time today, that
    time is meant for all other days."""
    hold_agreed(member, now=now)
    mine = _still_next(reminder, member)
    return saved(mine, _with_following(mine, to=to, now=now))


def as_moved(*, reminder: Reminder, to: datetime, now: datetime) -> Reminder:
    """What `move_following` would make of it, to be looked at; nothing is written."""
    shown = copy(reminder)
    for field, value in _with_following(reminder, to=to, now=now).items():
        setattr(shown, field, value)
    return shown


def _still_next(reminder: Reminder, member: User) -> Reminder:
    mine = locked(reminder, member)
    if mine.next_due_at != reminder.next_due_at:
        raise NextIsAnother
    return mine


def _with_following(reminder: Reminder, *, to: datetime, now: datetime) -> dict[str, object]:
    zone = reminder.schedule.zone
    if reminder.next_due_at is None or moment_of(to, zone) <= now:
        raise NothingAhead
    rule, first = moved(reminder.schedule, own=_stands_for(reminder, reminder.next_due_at), to=to)
    if (first_at := moment_of(first, zone)) <= now or (rule.count or 0) > HIGHEST_COUNT:
        raise OthersStay
    next_due_at = next_due(rule, after=first_at - timedelta.resolution)
    if next_due_at is None:
        raise NothingAhead
    # What else the new rule names before that has had its ring already: it must not ring, nor stand on the page.
    names_others = next_due(rule, after=now) != next_due_at
    return {**columns_of(rule), "next_due_at": next_due_at, "moved_from": next_due_at if names_others else None}


def _stands_for(reminder: Reminder, next_due_at: datetime) -> datetime:
    """On the wall. What was moved or put off stands for its own moment, unless it has joined a later one."""
    at = on_the_wall(reminder.schedule, next_due_at)
    if at is None and reminder.moved_from is not None:
        at = on_the_wall(reminder.schedule, reminder.moved_from)
    return at or next_due_at.astimezone(reminder.schedule.zone).replace(tzinfo=None)
