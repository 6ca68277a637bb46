"""Every write to reminders: set, change, pause, resume, end, fire, answer."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.notifications.actions import cancel_mail, mark_read_about, notify
from community.notifications.models import Notification
from community.reminders.models import Occurrence, Reminder
from community.reminders.permissions import can_answer, can_change
from community.reminders.schedule import Schedule, latest_due, next_due


class NothingAhead(ValueError):
    """The schedule has no moment left, so the reminder would never ring."""


@transaction.atomic
def set_reminder(*, owner: User, title: str, note: str = "", schedule: Schedule, now: datetime) -> Reminder:
    """The same words and rule sent twice set one reminder: two would ring twice."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # a double click waits here for its twin
    same = {"title": title, "note": note, **_columns(schedule), "created_at__gt": now - SAME_SUBMIT}
    if (twin := owner.reminders.filter(**same).first()) is not None:
        return twin
    return Reminder.objects.create(
        owner=owner,
        title=title,
        note=note,
        next_due_at=_next_or_refuse(schedule, now),
        created_at=now,
        **_columns(schedule),
    )


@transaction.atomic
def change_reminder(
    *, reminder: Reminder, member: User, title: str, note: str, schedule: Schedule, now: datetime
) -> Reminder:
    """New words and a new rule; a paused one stays paused, one that had ended rings again."""
    mine = _locked(reminder, member)
    next_due_at = _next_or_refuse(schedule, now)
    changes = _columns(schedule) | {"title": title, "note": note, "ended_at": None}
    changes["next_due_at"] = None if mine.paused_at else next_due_at
    return _saved(mine, changes)


@transaction.atomic
def pause_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Nothing rings until it is resumed; an open occurrence can still be answered."""
    mine = _locked(reminder, member)
    if mine.next_due_at is None:
        return mine
    return _saved(mine, {"next_due_at": None, "paused_at": now})


@transaction.atomic
def resume_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Paused or ended, it rings again from its next moment on; what passed meanwhile is not made up for."""
    mine = _locked(reminder, member)
    if mine.next_due_at is not None:
        return mine
    return _saved(mine, {"next_due_at": _next_or_refuse(mine.schedule, now), "paused_at": None, "ended_at": None})


@transaction.atomic
def end_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Nothing rings any more; what is still open counts as skipped."""
    mine = _locked(reminder, member)
    if mine.ended_at is not None:
        return mine
    _close_open(mine, answer=Occurrence.Answer.SKIPPED, now=now)
    return _saved(mine, {"next_due_at": None, "paused_at": None, "ended_at": now})


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
    _saved(mine, {"next_due_at": next_due(mine.schedule, after=now)})
    _close_open(mine, answer=Occurrence.Answer.MISSED, now=now)
    occurrence = mine.occurrences.create(due_at=latest_due(mine.schedule, at=now) or due_at)
    _tell_owner(occurrence, now=now)
    return occurrence


@transaction.atomic
def answer(*, occurrence: Occurrence, member: User, answer: Occurrence.Answer, now: datetime) -> bool:
    """Done or skipped; False when it had its answer already, which then stands."""
    if not can_answer(member, occurrence):
        raise PermissionDenied("Only its owner answers a reminder.")
    return _close(occurrence, answer=answer, now=now)


def _tell_owner(occurrence: Occurrence, *, now: datetime) -> None:
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


def _close_open(reminder: Reminder, *, answer: Occurrence.Answer, now: datetime) -> None:
    for occurrence in reminder.occurrences.open():
        _close(occurrence, answer=answer, now=now)


def _close(occurrence: Occurrence, *, answer: Occurrence.Answer, now: datetime) -> bool:
    """Answer it once; its notice is then read and its mail, if still unsent, not wanted."""
    still_open = Occurrence.objects.open().filter(pk=occurrence.pk)
    if not still_open.update(answer=answer, answered_at=now):
        return False
    cancel_mail(key=occurrence.key, now=now)
    mark_read_about(occurrence.reminder.owner, kind=Notification.Kind.REMINDER, key=occurrence.key, now=now)
    return True


def _locked(reminder: Reminder, member: User) -> Reminder:
    """The row as it is now, and nobody else's until we commit: `fire` may be at work on it."""
    mine = Reminder.objects.select_for_update().get(pk=reminder.pk)
    if not can_change(member, mine):
        raise PermissionDenied("Only its owner changes a reminder.")
    return mine


def _next_or_refuse(schedule: Schedule, now: datetime) -> datetime:
    if (moment := next_due(schedule, after=now)) is None:
        raise NothingAhead
    return moment


def _saved(reminder: Reminder, changes: dict[str, object]) -> Reminder:
    for field, value in changes.items():
        setattr(reminder, field, value)
    reminder.save(update_fields=list(changes))
    return reminder


def _columns(schedule: Schedule) -> dict[str, object]:
    return {field: getattr(schedule, field) for field in ("starts_on", "local_time", "time_zone", "unit", "interval")}
