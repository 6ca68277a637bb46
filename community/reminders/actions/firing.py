"""A due reminder becomes an occurrence, and its owner is told."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from community.core.phrases import filled
from community.core.wall_clock import moment_of
from community.notifications.actions import News, notify_each
from community.notifications.models import Notification
from community.reminders.actions.answering import close_open, take_back_news
from community.reminders.actions.rows import all_saved
from community.reminders.answer_links import answer_path
from community.reminders.kinds import SOON_USELESS
from community.reminders.models import MOST_REPEATS, Occurrence, Reminder
from community.reminders.schedule import latest_due, next_due

TOGETHER = 25  # in one transaction: more would keep other writers waiting on SQLite
SHORT_USE, HALF_A_DAY = timedelta(hours=2), timedelta(hours=12)


@transaction.atomic
def fire(reminder: Reminder, *, now: datetime) -> Occurrence | None:
    """Turn one due reminder into an occurrence, unless another worker did so first or is at it."""
    still_so = Reminder.objects.due(now).filter(pk=reminder.pk, next_due_at=reminder.next_due_at)
    return next(iter(_ring(still_so.claimed(), now=now)), None)


@transaction.atomic
def fire_some(*, now: datetime, but: Collection[int]) -> int:
    """The same for the oldest of those that are due and free, together in a few queries; how many. One of each owner:
    what is taken back then crosses no other transaction of theirs."""
    oldest = Reminder.objects.due(now).exclude(pk__in=but).order_by("next_due_at").claimed()[:TOGETHER]
    of_owner = {reminder.owner_id: reminder for reminder in reversed(oldest)}
    return len(_ring(of_owner.values(), now=now)) if of_owner else 0


def _ring(mine: Iterable[Reminder], *, now: datetime) -> list[Occurrence]:
    """These rows are ours until we commit.

    After an outage there is one occurrence, for the newest moment that passed, not one for each.
    """
    occurrences = [_occurrence(reminder, now=now) for reminder in mine]
    rung = [occurrence.reminder for occurrence in occurrences]
    for reminder in rung:
        reminder.next_due_at = next_due(reminder.schedule, after=max(now, reminder.moved_from or now))
    all_saved(rung)
    close_open(rung, answer=Occurrence.Answer.MISSED, now=now)
    Occurrence.objects.bulk_create(occurrences)
    tell_owners([(occurrence, occurrence.due_at) for occurrence in occurrences], now=now)
    return occurrences


def _occurrence(reminder: Reminder, *, now: datetime) -> Occurrence:
    due_at = reminder.next_due_at or now
    newest = max(due_at, latest_due(reminder.schedule, at=now) or due_at)
    return Occurrence(reminder=reminder, due_at=newest, ring_at=repeat_at(reminder, after=0, now=now))


@transaction.atomic
def ring_again(occurrence: Occurrence, *, now: datetime) -> bool:
    """What was put off has come again; False when another worker was faster, an answer came first, or somebody is at it
    right now: then the next tick looks."""
    reminder = Reminder.objects.filter(pk=occurrence.reminder_id).claimed().first()
    if reminder is None:
        return False
    occurrence.reminder = reminder  # as it is now: a batch is read some seconds before its last one is told
    was_put_off = occurrence.ring_at == occurrence.snoozed_until
    repeats = occurrence.repeats + (0 if was_put_off else 1)
    again_at = repeat_at(reminder, after=repeats, now=now)
    still_ours = Occurrence.objects.to_ring(now).filter(pk=occurrence.pk, ring_at=occurrence.ring_at)
    if not still_ours.update(ring_at=again_at, snoozed_until=None, repeats=repeats):
        return False
    take_back_news([occurrence], now=now)  # so that the new mail is no mere repetition
    tell_owners([(occurrence, max(occurrence.due_at, occurrence.ring_at or now))], now=now)
    return True


def repeat_at(reminder: Reminder, *, after: int, now: datetime) -> datetime | None:
    """When its owner is told again, `after` so many times without an answer."""
    if not reminder.repeat_minutes or after >= MOST_REPEATS:
        return None
    return now + timedelta(minutes=reminder.repeat_minutes)


def tell_owners(rung: Iterable[tuple[Occurrence, datetime]], *, now: datetime) -> None:
    """Each with the moment at which it rings."""
    notify_each([_news(*each, now=now) for each in rung], kind=Notification.Kind.REMINDER, now=now)


def _news(occurrence: Occurrence, rung_at: datetime, *, now: datetime) -> News:
    owner = occurrence.reminder.owner
    due = date_format(localtime(occurrence.due_at, owner.zone), "H:i")
    return News(
        recipient=owner,
        text=filled(_("You have a reminder due at %(time)s."), time=due),
        url=reverse("reminders:list"),
        key=occurrence.key,
        mail_path=answer_path(occurrence, now=now),
        mail_words=_words_for_mail(occurrence.reminder),
        due_at=occurrence.due_at,
        useful_until=useful_until(occurrence.reminder, rung_at=rung_at),
    )


def _words_for_mail(reminder: Reminder) -> str:
    """What cannot be opened is told all the same, in the words of the site."""
    return reminder.title if reminder.title_in_mail and reminder.is_readable else ""


def useful_until(reminder: Reminder, *, rung_at: datetime) -> datetime:
    """A mail about a medicine or a routine helps for two hours and never beyond the next one; about anything else,
    until the day is over where the reminder is at home, and for half a day at least: what comes at 23:50 must not be
    lost to ten bad minutes."""
    if reminder.kind in SOON_USELESS:
        return min(rung_at + SHORT_USE, reminder.next_due_at or rung_at + SHORT_USE)
    zone = reminder.schedule.zone
    tomorrow = rung_at.astimezone(zone).date() + timedelta(days=1)
    return max(moment_of(datetime.combine(tomorrow, time()), zone), rung_at + HALF_A_DAY)
