"""After a restore no mail goes out until somebody has looked: what waited when the backup was made has most likely gone
out since, from the site that was lost."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from community.core.queue import nudge
from community.notifications.actions.outbox import BLANK, FREE, SEND_TASK, Why
from community.notifications.models import Delivery, MailFreeze
from community.notifications.querysets import DeliveryQuerySet


@dataclass(frozen=True)
class Sorted:
    """What becomes of the mails that wait, in numbers: too late to be of use, perhaps sent before, and what goes."""

    late: int
    doubtful: int
    go: int


@transaction.atomic
def freeze_mail(*, backup_at: datetime, now: datetime) -> None:
    """Again after another restore. A backup of a frozen outbox begins anew."""
    MailFreeze.objects.in_force().delete()
    MailFreeze.objects.create(backup_at=backup_at, frozen_at=now)


def sort_frozen(*, alive_until: datetime, now: datetime) -> Sorted:
    """`alive_until`: what was due by then, the lost site may have sent."""
    late, doubtful, rest = _sorted(alive_until, now)
    return Sorted(late.count(), doubtful.count(), rest.count())


@transaction.atomic
def release_mail(*, alive_until: datetime, now: datetime) -> Sorted:
    """Let go what nobody can have got before and what is still of use. Everything stays in the app."""
    numbers = sort_frozen(alive_until=alive_until, now=now)
    late, doubtful, _rest = _sorted(alive_until, now)
    late.update(dropped_at=now, why=Why.LATE, **FREE, **BLANK)
    doubtful.update(dropped_at=now, why=Why.RESTORED, **FREE, **BLANK)
    MailFreeze.objects.in_force().update(released_at=now)
    nudge(SEND_TASK)
    return numbers


def _sorted(alive_until: datetime, now: datetime) -> tuple[DeliveryQuerySet, DeliveryQuerySet, DeliveryQuerySet]:
    waiting = Delivery.objects.waiting()
    in_time = waiting.exclude(pk__in=waiting.late(now).values("pk"))
    doubtful = Q(due_at__lte=alive_until) | Q(about_at__isnull=False, about_at__lte=alive_until)
    return waiting.late(now), in_time.filter(doubtful), in_time.exclude(doubtful)
