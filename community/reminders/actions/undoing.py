"""An answer given by a slip of the hand is taken back: the moment waits for its answer again."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.core.sealed import stored_in
from community.reminders.actions.bad_day import told_again_at
from community.reminders.actions.rows import locked, saved
from community.reminders.models import Occurrence
from community.reminders.permissions import can_answer, can_undo


@transaction.atomic
def undo_answer(*, occurrence: Occurrence, member: User, now: datetime) -> bool:
    """As if nothing had been said, and what it was is kept; False when it waits already, or a newer one has come."""
    if not can_answer(member, occurrence):
        raise PermissionDenied("Only its owner takes back an answer.")
    hold_agreed(member, now=now)  # what was said before is kept beside it
    reminder = locked(occurrence.reminder, member)  # `fire` and another press wait here
    was = Occurrence.objects.select_related("reminder").get(pk=occurrence.pk)
    if was.answered_at is None or not can_undo(member, was, now=now):
        return False
    reason = stored_in(was, "reason")
    was.corrections.create(answer=was.answer, answered_at=was.answered_at, reason=reason, changed_at=now)
    ring_at = None if reminder.paused_at else told_again_at(was, now=now)
    open_again = {"answer": "", "answered_at": None, "reason": "", "ring_at": ring_at}
    Occurrence.objects.filter(pk=was.pk).update(**open_again)
    if reminder.schedule.waits_for_answer:
        saved(reminder, {"next_due_at": None})
    return True
