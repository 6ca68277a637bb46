"""A bad day: what can wait comes back tomorrow by itself, what is essential stays."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.core.wall_clock import moment_of
from community.reminders.actions.answering import take_back_news
from community.reminders.actions.firing import repeat_at
from community.reminders.actions.rows import saved
from community.reminders.kinds import ESSENTIAL
from community.reminders.models import Occurrence, Reminder, Wishes
from community.reminders.querysets import OccurrenceQuerySet, ReminderQuerySet
from community.reminders.schedule import next_due

BACK_AT = time(9)


@transaction.atomic
def start_bad_day(*, member: User, now: datetime) -> Wishes:
    """Until tomorrow at nine, on the member's own clock. A second click changes nothing."""
    hold_agreed(member, now=now)
    wishes = _locked(member)
    if wishes.is_bad_day(now):
        return wishes
    tomorrow = now.astimezone(member.zone).date() + timedelta(days=1)
    until = wishes.bad_day_until = moment_of(datetime.combine(tomorrow, BACK_AT), member.zone)
    wishes.save(update_fields=["bad_day_until"])
    for reminder in _optional(member).filter(next_due_at__lt=until):
        _put_off(reminder, until=until)
    for occurrence in _open_optional(member):
        _ring_at(occurrence, until)
        take_back_news([occurrence], now=now)
    return wishes


@transaction.atomic
def undo_bad_day(*, member: User, now: datetime) -> Wishes:
    """As if it had never been said; what has come due meanwhile, or was put off until now, rings at once."""
    wishes = _locked(member)
    if not wishes.is_bad_day(now):
        return wishes
    for occurrence in _open_optional(member).filter(ring_at=wishes.bad_day_until):
        _ring_at(occurrence, _ring_of(occurrence, now=now))
    for reminder in _optional(member).exclude(put_off_from=None):
        was_moved = reminder.moved_from if reminder.moved_from != reminder.put_off_from else None
        saved(reminder, {"next_due_at": reminder.put_off_from, "moved_from": was_moved})
    wishes.bad_day_until = None
    wishes.save(update_fields=["bad_day_until"])
    return wishes


def told_again_at(occurrence: Occurrence, *, now: datetime) -> datetime | None:
    """When its owner is told of it again, as if nothing had been said to it: after a bad day what can wait."""
    reminder = occurrence.reminder
    until = None if reminder.kind in ESSENTIAL else end_of_bad_day(reminder.owner_id, now=now)
    return until or _ring_of(occurrence, now=now)


def end_of_bad_day(member: int, *, now: datetime) -> datetime | None:
    """None unless it is one."""
    wishes = Wishes.objects.filter(owner=member).first()
    return wishes.bad_day_until if wishes is not None and wishes.is_bad_day(now) else None


def _put_off(reminder: Reminder, *, until: datetime) -> None:
    """To its own next moment tomorrow if it has one, otherwise to the moment at which the bad day is over."""
    was = reminder.next_due_at
    own = None if reminder.schedule.waits_for_answer else next_due(reminder.schedule, after=until)
    comes_anyway = own is not None and own < until + timedelta(hours=12)
    changes = {"moved_from": reminder.moved_from or was, "put_off_from": was}
    saved(reminder, {"next_due_at": own if comes_anyway else until, **changes})


def _ring_at(occurrence: Occurrence, moment: datetime | None) -> None:
    """Unless it was answered since we looked."""
    Occurrence.objects.open().filter(pk=occurrence.pk).update(ring_at=moment)


def _ring_of(occurrence: Occurrence, *, now: datetime) -> datetime | None:
    """When its owner wanted to be told again, or would be anyhow."""
    return occurrence.snoozed_until or repeat_at(occurrence.reminder, after=occurrence.repeats, now=now)


def _locked(member: User) -> Wishes:
    wishes, _new = Wishes.objects.select_for_update().get_or_create(owner=member)
    return wishes


def _optional(member: User) -> ReminderQuerySet:
    return Reminder.objects.select_for_update().filter(owner=member).optional()


def _open_optional(member: User) -> OccurrenceQuerySet:
    """But for those that a pause keeps silent."""
    open_ones = Occurrence.objects.open().filter(reminder__in=Reminder.objects.filter(owner=member).optional())
    silent = Q(reminder__paused_at__isnull=False, ring_at=None)
    return open_ones.exclude(silent).select_related("reminder__owner")
