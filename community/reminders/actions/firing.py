"""A due reminder becomes an occurrence, and its owner is told."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.notifications.actions import notify
from community.notifications.models import Notification
from community.reminders.actions.answering import close_open, take_back_news
from community.reminders.actions.rows import saved
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import latest_due, next_due


@transaction.atomic
def fire(reminder: Reminder, *, now: datetime) -> Occurrence | None:
    """Turn one due reminder into an occurrence, unless another worker did so first.

    After an outage there is one occurrence, for the newest moment that passed, not one for each.
    """
    due_at = reminder.next_due_at
    still_ours = Reminder.objects.due(now).filter(pk=reminder.pk, next_due_at=due_at)
    if due_at is None or not still_ours.update(next_due_at=None):
        return None
    # The row is ours until we commit: read it again, its rule may have been changed since we were handed it.
    mine = Reminder.objects.select_related("owner").get(pk=reminder.pk)
    saved(mine, {"next_due_at": next_due(mine.schedule, after=max(now, mine.moved_from or now))})
    close_open(mine, answer=Occurrence.Answer.MISSED, now=now)
    occurrence = mine.occurrences.create(due_at=max(due_at, latest_due(mine.schedule, at=now) or due_at))
    tell_owner(occurrence, now=now)
    return occurrence


@transaction.atomic
def ring_again(occurrence: Occurrence, *, now: datetime) -> bool:
    """What was put off has come again; False when another worker was faster or an answer came first."""
    still_ours = Occurrence.objects.to_ring(now).filter(pk=occurrence.pk, ring_at=occurrence.ring_at)
    if not still_ours.update(ring_at=None):
        return False
    take_back_news(occurrence, now=now)  # so that the new mail is no mere repetition
    tell_owner(occurrence, now=now)
    return True


def tell_owner(occurrence: Occurrence, *, now: datetime) -> None:
    owner = occurrence.reminder.owner
    due = date_format(localtime(occurrence.due_at, owner.zone), "H:i")
    notify(
        recipient=owner,
        kind=Notification.Kind.REMINDER,
        text=_("You have a reminder due at %(time)s.") % {"time": due},
        url=reverse("reminders:list"),
        key=occurrence.key,
        due_at=occurrence.due_at,
        now=now,
    )
