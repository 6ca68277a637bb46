"""Done or skipped, once; whatever was on its way about it is then taken back."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.core.sealed import sealed_for
from community.notifications.actions import take_back_about
from community.notifications.models import Notification
from community.reminders.actions.rows import locked, saved
from community.reminders.models import Occurrence, Reminder
from community.reminders.permissions import can_answer
from community.reminders.schedule import next_after_answer


@transaction.atomic
def answer(*, occurrence: Occurrence, member: User, answer: Occurrence.Answer, reason: str = "", now: datetime) -> bool:
    """Done or skipped; False when it had its answer already, which then stands. It tells of somebody's health: it is
    kept of nobody who has not agreed to that."""
    if not can_answer(member, occurrence):
        raise PermissionDenied("Only its owner answers a reminder.")
    hold_agreed(member, now=now)
    reminder = locked(occurrence.reminder, member)  # `fire` may be at work on it
    if not close(occurrence, answer=answer, reason=reason, now=now):
        return False
    if reminder.waits:
        count_from_answer(reminder, answered_at=now, now=now)
    return True


def count_from_answer(reminder: Reminder, *, answered_at: datetime, now: datetime) -> Reminder:
    """The rule was waiting for this: it rings again so long after it, or never again once its last day is over."""
    moment = next_after_answer(reminder.schedule, answered_at=answered_at)
    return saved(reminder, {"next_due_at": moment} if moment else {"next_due_at": None, "ended_at": now})


@transaction.atomic
def miss(occurrence: Occurrence, *, now: datetime) -> bool:
    """Nobody answered, and no next one will come that says so."""
    return close(occurrence, answer=Occurrence.Answer.MISSED, now=now)


def close_open(reminders: Collection[Reminder], *, answer: Occurrence.Answer, now: datetime) -> None:
    """What is still open of them, which has one answer."""
    still_open = Occurrence.objects.open().filter(reminder__in=reminders)
    if occurrences := list(still_open.select_related("reminder")):
        still_open.update(answer=answer, answered_at=now, ring_at=None)
        take_back_news(occurrences, now=now)


def close(occurrence: Occurrence, *, answer: Occurrence.Answer, reason: str = "", now: datetime) -> bool:
    """Answer it once; its notice is then read and its mail, if still unsent, not wanted."""
    still_open = Occurrence.objects.open().filter(pk=occurrence.pk)
    closed = sealed_for(occurrence, "reason", reason)
    if not still_open.update(answer=answer, answered_at=now, reason=closed, ring_at=None):
        return False
    take_back_news([occurrence], now=now)
    return True


def take_back_news(occurrences: Collection[Occurrence], *, now: datetime) -> None:
    owners, keys = {one.reminder.owner_id for one in occurrences}, [one.key for one in occurrences]
    take_back_about(owners, kind=Notification.Kind.REMINDER, keys=keys, now=now)
