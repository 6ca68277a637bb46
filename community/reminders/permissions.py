"""What a member may do with a reminder: everything with their own, nothing with anybody else's, whatever their role."""

from datetime import datetime

from community.accounts.models import User
from community.reminders.models import Occurrence, Reminder
from community.reminders.querysets import CORRECTABLE


def can_change(member: User, reminder: Reminder) -> bool:
    return member.is_active and reminder.owner_id == member.pk


def can_answer(member: User, occurrence: Occurrence) -> bool:
    return can_change(member, occurrence.reminder)


def can_correct(member: User, occurrence: Occurrence, *, now: datetime) -> bool:
    return can_answer(member, occurrence) and now - CORRECTABLE <= occurrence.due_at <= now
