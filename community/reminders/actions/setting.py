"""Set, change, pause, resume, end: what its owner does with a reminder."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.accounts.actions import hold_agreed
from community.accounts.models import User
from community.carers.actions import NoLongerHelps, hold, hold_member, mind_pace, record_act
from community.carers.helping import Helping
from community.carers.models import Act, Arrangement, Scope
from community.core.models import SAME_SUBMIT
from community.notifications.actions import take_back_words
from community.reminders.actions.answering import close_open
from community.reminders.actions.bad_day import end_of_bad_day
from community.reminders.actions.reckoning import NothingAhead, next_or_refuse
from community.reminders.actions.rows import WordsAreClosed, locked, saved
from community.reminders.actions.travelling import remember_home
from community.reminders.columns import columns_of
from community.reminders.kinds import Kind
from community.reminders.models import Occurrence, Reminder
from community.reminders.schedule import Schedule, next_due


@transaction.atomic
def set_reminder(
    *,
    owner: User,
    title: str,
    note: str = "",
    kind: str = Kind.OWN,
    repeat_minutes: int | None = None,
    title_in_mail: bool = False,
    schedule: Schedule,
    helping: Helping | None = None,
    now: datetime,
) -> Reminder:
    """The same words and rule sent twice set one reminder: two would ring twice. A helper sets one and sees none."""
    helped = held_for_reminders(helping, owner=owner, now=now) if helping else None
    hold_agreed(owner, now=now)  # a double click waits here for its twin
    words = {"title": title, "note": note}
    rule = {"kind": kind, "title_in_mail": title_in_mail, "repeat_minutes": repeat_minutes, **columns_of(schedule)}
    alike = owner.reminders.filter(**rule, created_at__gt=now - SAME_SUBMIT).order_by("pk")
    if (twin := next((one for one in alike if words == {"title": one.title, "note": one.note}), None)) is not None:
        return twin
    if (next_due_at := next_due(schedule, after=now)) is None:
        raise NothingAhead
    remember_home(owner)
    made = Reminder.objects.create(owner=owner, next_due_at=next_due_at, created_at=now, **words, **rule)
    if helped is not None:
        record_act(helped, kind=Act.Kind.REMINDED, url=made.get_absolute_url(), now=now)
    return made


def held_for_reminders(helping: Helping, *, owner: User, now: datetime) -> Arrangement:
    if helping.scope != Scope.REMINDER or helping.member.pk != owner.pk:
        raise NoLongerHelps
    mind_pace(helping.helper, now=now)
    hold_member(helping, now=now)
    return hold(helping, now=now)


@transaction.atomic
def change_reminder(
    *,
    reminder: Reminder,
    member: User,
    title: str,
    note: str,
    kind: str = Kind.OWN,
    repeat_minutes: int | None = None,
    title_in_mail: bool = False,
    schedule: Schedule,
    now: datetime,
) -> Reminder:
    """New words and a new rule; a paused one stays paused, one that had ended rings again."""
    hold_agreed(member, now=now)
    mine = locked(reminder, member)
    if not mine.is_readable:
        raise WordsAreClosed
    rule = columns_of(schedule)
    is_same_rule = mine.next_due_at is not None and rule == columns_of(mine.schedule)
    next_due_at = None if is_same_rule else next_or_refuse(mine, schedule, now=now)
    if mine.title_in_mail and not title_in_mail:
        for occurrence in mine.occurrences.open():
            take_back_words(key=occurrence.key, now=now)
    if mine.repeat_minutes and repeat_minutes is None:
        _leave_it_at_once(mine, now=now)
    words = {"title": title, "note": note, "kind": kind, "title_in_mail": title_in_mail}
    changes = rule | words | {"repeat_minutes": repeat_minutes, "ended_at": None}
    if not is_same_rule:  # in other words it comes when it would have come: as moved, put off, or due in this moment
        changes["next_due_at"] = None if mine.paused_at else next_due_at
    return saved(mine, changes)


@transaction.atomic
def tell_once(*, reminder: Reminder, member: User, now: datetime) -> bool:
    """From now on it is told once, not again until it is answered; False when that is so already. What was put off, by
    hand or by a bad day, comes all the same."""
    mine = locked(reminder, member)
    if mine.repeat_minutes is None:
        return False
    _leave_it_at_once(mine, now=now)
    saved(mine, {"repeat_minutes": None})
    return True


def _leave_it_at_once(reminder: Reminder, *, now: datetime) -> None:
    back_at = end_of_bad_day(reminder.owner_id, now=now)
    reminder.occurrences.open().filter(snoozed_until=None).exclude(ring_at=back_at).update(ring_at=None)


@transaction.atomic
def pause_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Nothing rings until it is resumed; an open occurrence can still be answered."""
    mine = locked(reminder, member)
    if mine.paused_at or mine.is_over:
        return mine
    mine.occurrences.open().update(ring_at=None)
    return saved(mine, {"next_due_at": None, "paused_at": now})


@transaction.atomic
def resume_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Paused or ended, it rings again from its next moment on, and what was put off until later comes; what passed
    meanwhile is not made up for."""
    mine = locked(reminder, member)
    if not (mine.paused_at or mine.is_over):
        return mine
    next_due_at = next_or_refuse(mine, mine.schedule, now=now)
    mine.occurrences.open().filter(snoozed_until__gt=now).update(ring_at=F("snoozed_until"))
    return saved(mine, {"next_due_at": next_due_at, "paused_at": None, "ended_at": None})


@transaction.atomic
def end_reminder(*, reminder: Reminder, member: User, now: datetime) -> Reminder:
    """Nothing rings any more; what is still open counts as skipped."""
    mine = locked(reminder, member)
    if mine.ended_at is not None:
        return mine
    close_open([mine], answer=Occurrence.Answer.SKIPPED, now=now)
    return saved(mine, {"next_due_at": None, "paused_at": None, "ended_at": now})
