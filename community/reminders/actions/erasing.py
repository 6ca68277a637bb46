"""All of a member's reminders go at once: they took back that we may keep what they tell about their health."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure
from community.notifications.actions import erase_notices
from community.notifications.models import Notification
from community.reminders.models import Reminder, Wishes


@transaction.atomic
def erase_reminders(owner: User) -> int:
    """With every answer, notice and mail of theirs; how many. Whoever sets one at the same time waits for this, or was
    first."""
    held_now(owner)
    keys = _erase_all_of([owner.pk])
    record_erasure("reminders.reminder", *keys)
    return len(keys)


@transaction.atomic
def erase_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    found = Reminder.objects.filter(pk__in=keys)
    number, owners = found.count(), set(found.values_list("owner", flat=True))
    _erase_all_of(owners)
    return number


def _erase_all_of(owners: Collection[int]) -> list[int]:
    """Their numbers. `fire` may be at work on one: what it makes of it in this moment goes as well. The wishes first,
    as whoever changes both takes them."""
    Wishes.objects.filter(owner__in=owners).delete()
    theirs = Reminder.objects.select_for_update().filter(owner__in=owners).order_by("pk")
    keys = list(theirs.values_list("pk", flat=True))
    Reminder.objects.filter(pk__in=keys).delete()
    erase_notices(owners, kind=Notification.Kind.REMINDER)
    return keys
