"""A reminder's row, ours until we commit."""

from django.core.exceptions import PermissionDenied

from community.accounts.models import User
from community.reminders.models import Reminder
from community.reminders.permissions import can_change


class WordsAreClosed(ValueError):
    """The key to them is missing: what cannot be read is not written over."""


def locked(reminder: Reminder, member: User) -> Reminder:
    """The row as it is now, and nobody else's until we commit: `fire` may be at work on it."""
    mine = Reminder.objects.select_for_update().filter(pk=reminder.pk).first()
    if mine is None or not can_change(member, mine):  # none: consent was taken back in this moment
        raise PermissionDenied("Only its owner changes a reminder.")
    return mine


def saved(reminder: Reminder, changes: dict[str, object]) -> Reminder:
    """Another next moment is the rule's own, unless the change says otherwise."""
    if "next_due_at" in changes:
        changes = {"moved_from": None, "put_off_from": None, **changes}
    for field, value in changes.items():
        setattr(reminder, field, value)
    reminder.save(update_fields=list(changes))
    return reminder


def all_saved(reminders: list[Reminder]) -> None:
    """Their next moments, which are the rules' own."""
    for reminder in reminders:
        reminder.moved_from = reminder.put_off_from = None
    Reminder.objects.bulk_update(reminders, ["next_due_at", "moved_from", "put_off_from"])
