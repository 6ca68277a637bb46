"""Put off for a while: the same occurrence comes again, so it stays part of its series and there are never two."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.models import User
from community.reminders.actions.answering import take_back_news
from community.reminders.actions.rows import locked
from community.reminders.models import Occurrence
from community.reminders.permissions import can_answer


class NextComesFirst(ValueError):
    """By then the next one will have come, and this one will be missed."""


@transaction.atomic
def snooze(*, occurrence: Occurrence, member: User, until: datetime, now: datetime) -> bool:
    """Nothing rings before `until`, which is ahead; False when it has its answer already."""
    if not can_answer(member, occurrence):
        raise PermissionDenied("Only its owner puts off a reminder.")
    if until <= now:
        raise ValueError("What has passed is nothing to wait for.")
    reminder = locked(occurrence.reminder, member)
    if reminder.next_due_at is not None and until >= reminder.next_due_at:
        raise NextComesFirst
    if not Occurrence.objects.open().filter(pk=occurrence.pk).update(ring_at=until, snoozed_until=until):
        return False
    take_back_news([occurrence], now=now)
    return True
