"""A due reminder becomes an occurrence, and its owner is told."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.core.wall_clock import moment_of
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.reminders.actions.answering import close_open, take_back_news
from community.reminders.actions.rows import saved
from community.reminders.answer_links import answer_path
from community.reminders.kinds import SOON_USELESS
from community.reminders.models import MOST_REPEATS, Occurrence, Reminder
from community.reminders.schedule import latest_due, next_due

SHORT_USE, HALF_A_DAY = timedelta(hours=2), timedelta(hours=12)


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
    occurrence = mine.occurrences.create(
        due_at=max(due_at, latest_due(mine.schedule, at=now) or due_at), ring_at=repeat_at(mine, after=0, now=now)
    )
    tell_owner(occurrence, rung_at=occurrence.due_at, now=now)
    return occurrence


@transaction.atomic
def ring_again(occurrence: Occurrence, *, now: datetime) -> bool:
    """What was put off has come again; False when another worker was faster or an answer came first."""
    was_put_off = occurrence.ring_at == occurrence.snoozed_until
    repeats = occurrence.repeats + (0 if was_put_off else 1)
    again_at = repeat_at(occurrence.reminder, after=repeats, now=now)
    still_ours = Occurrence.objects.to_ring(now).filter(pk=occurrence.pk, ring_at=occurrence.ring_at)
    if not still_ours.update(ring_at=again_at, snoozed_until=None, repeats=repeats):
        return False
    take_back_news(occurrence, now=now)  # so that the new mail is no mere repetition
    tell_owner(occurrence, rung_at=max(occurrence.due_at, occurrence.ring_at or now), now=now)
    return True


def repeat_at(reminder: Reminder, *, after: int, now: datetime) -> datetime | None:
    """When its owner is told again, `after` so many times without an answer."""
    if not reminder.repeat_minutes or after >= MOST_REPEATS:
        return None
    return now + timedelta(minutes=reminder.repeat_minutes)


def tell_owner(occurrence: Occurrence, *, rung_at: datetime, now: datetime) -> None:
    owner = occurrence.reminder.owner
    due = date_format(localtime(occurrence.due_at, owner.zone), "H:i")
    notify(
        recipient=owner,
        kind=Notification.Kind.REMINDER,
        text=_("You have a reminder due at %(time)s.") % {"time": due},
        url=reverse("reminders:list"),
        key=occurrence.key,
        mail_path=answer_path(occurrence, now=now),
        mail_words=occurrence.reminder.title if occurrence.reminder.title_in_mail else "",
        due_at=occurrence.due_at,
        useful_until=useful_until(occurrence.reminder, rung_at=rung_at),
        now=now,
    )


def useful_until(reminder: Reminder, *, rung_at: datetime) -> datetime:
    """A mail about a medicine or a routine helps for two hours and never beyond the next one; about anything else,
    until the day is over where the reminder is at home, and for half a day at least: what comes at 23:50 must not be
    lost to ten bad minutes."""
    if reminder.kind in SOON_USELESS:
        return min(rung_at + SHORT_USE, reminder.next_due_at or rung_at + SHORT_USE)
    zone = reminder.schedule.zone
    tomorrow = rung_at.astimezone(zone).date() + timedelta(days=1)
    return max(moment_of(datetime.combine(tomorrow, time()), zone), rung_at + HALF_A_DAY)
