"""A member may put an answer right for a week; what it was before is kept."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.core.sealed import sealed_for, stored_in
from community.reminders.actions.answering import close, count_from_answer
from community.reminders.actions.rows import WordsAreClosed, locked, saved
from community.reminders.models import Occurrence, Reminder
from community.reminders.permissions import can_correct

EARLIEST = timedelta(days=1)  # before it was due


@transaction.atomic
def correct_answer(
    *,
    occurrence: Occurrence,
    member: User,
    answer: Occurrence.Answer,
    answered_at: datetime,
    reason: str = "",
    now: datetime,
) -> bool:
    """Done, skipped or missed, and when it was; False when it said so already."""
    if not can_correct(member, occurrence, now=now):
        raise PermissionDenied("Only its owner corrects an answer, and for a week.")
    if not occurrence.due_at - EARLIEST <= answered_at <= now:
        raise ValueError("That is no moment at which it can have been done.")
    hold_agreed(member, now=now)
    reminder = locked(occurrence.reminder, member)
    was = Occurrence.objects.get(pk=occurrence.pk)
    if not was.is_readable:
        raise WordsAreClosed
    if (was.answer, was.answered_at, was.reason) == (answer, answered_at, reason):
        return False
    if was.answered_at is None:
        close(was, answer=answer, reason=reason, now=now)
    else:
        before = {"answer": was.answer, "answered_at": was.answered_at, "reason": stored_in(was, "reason")}
        was.corrections.create(**before, changed_at=now)
    closed = sealed_for(was, "reason", reason)
    Occurrence.objects.filter(pk=was.pk).update(answer=answer, answered_at=answered_at, reason=closed)
    _count_anew(reminder, was, answered_at=answered_at, now=now)
    return True


def _count_anew(reminder: Reminder, occurrence: Occurrence, *, answered_at: datetime, now: datetime) -> None:
    """Where the rule counts from its newest answer, another time of that is another next moment."""
    at_rest = reminder.paused_at or reminder.ended_at
    is_newest = not reminder.occurrences.filter(due_at__gt=occurrence.due_at).exists()
    if not reminder.schedule.waits_for_answer or not is_newest or at_rest:
        return
    counted = count_from_answer(reminder, answered_at=answered_at, now=now)
    if counted.next_due_at is not None and counted.next_due_at <= occurrence.due_at:
        saved(counted, {"next_due_at": now})  # done before it rang: that moment has had its ring, the next one is due
