"""The member's own zone is another now: the reminders of home keep its time, or follow."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from community.accounts.models import User
from community.core.wall_clock import moment_of
from community.reminders.actions.rows import saved
from community.reminders.models import Reminder, Wishes
from community.reminders.schedule import Unit, next_due


def remember_home(member: User) -> None:
    """The zone in which the first reminder was set."""
    wishes, _new = Wishes.objects.get_or_create(owner=member, defaults={"home_zone": member.time_zone})
    if not wishes.home_zone:
        Wishes.objects.filter(pk=wishes.pk).update(home_zone=member.time_zone)


@transaction.atomic
def keep_home_time(*, member: User) -> None:
    """Nothing moves, and it is not asked again for this zone."""
    Wishes.objects.filter(owner=member).update(asked_zone=member.time_zone)


@transaction.atomic
def follow_member(*, member: User, now: datetime) -> int:
    """Nine o'clock at home becomes nine o'clock here, for all that were in the zone of home; how many. What was set in
    another zone on purpose stays there."""
    wishes = Wishes.objects.select_for_update().filter(owner=member).first()
    if wishes is None or not wishes.home_zone or wishes.home_zone == member.time_zone:
        return 0
    moving = Reminder.objects.select_for_update().filter(owner=member, time_zone=wishes.home_zone)
    for reminder in moving:
        _move_clock(reminder, member.zone, now=now)
    Wishes.objects.filter(pk=wishes.pk).update(home_zone=member.time_zone, asked_zone=member.time_zone)
    return len(moving)


def _move_clock(reminder: Reminder, zone: ZoneInfo, *, now: datetime) -> None:
    """The same time on the wall for what is to come. Hours after an answer are hours everywhere."""
    old = reminder.schedule.zone
    reminder.time_zone = zone.key
    changes: dict[str, object] = {"time_zone": zone.key}
    if reminder.next_due_at is not None and reminder.unit != Unit.AFTER_HOURS:
        moment = _same_clock(reminder.next_due_at, old, zone)
        newest = reminder.occurrences.order_by("-due_at").values_list("due_at", flat=True).first()
        if newest is not None and moment <= newest:  # that moment has had its ring
            moment = next_due(reminder.schedule, after=now) or now
        changes["next_due_at"] = moment
        for field in ("moved_from", "put_off_from"):
            was = getattr(reminder, field)
            changes[field] = was and _same_clock(was, old, zone)
    saved(reminder, changes)


def _same_clock(moment: datetime, old: ZoneInfo, new: ZoneInfo) -> datetime:
    return moment_of(moment.astimezone(old).replace(tzinfo=None), new)
