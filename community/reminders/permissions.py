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


def can_undo(member: User, occurrence: Occurrence, *, now: datetime) -> bool:
    """What its owner said themselves, while it is the newest one: there are never two open ones."""
    own_words = occurrence.answer in (Occurrence.Answer.DONE, Occurrence.Answer.SKIPPED)
    reminder = occurrence.reminder
    if not (own_words and reminder.ended_at is None and can_correct(member, occurrence, now=now)):
        return False
    return not reminder.occurrences.filter(due_at__gt=occurrence.due_at).exists()
