"""The clock's side of summaries. Two beats at once do no harm."""

import logging
from collections.abc import Callable
from datetime import datetime
from itertools import takewhile

from celery import shared_task
from django.db.models import Exists, Model, QuerySet
from django.utils import timezone

from community.accounts.models import User
from community.core.turns import Turn
from community.digests import actions
from community.digests.models import Plan
from community.notifications.models import Delivery

logger = logging.getLogger(__name__)
BATCH = 100
BACKLOG = 300  # mails that wait to leave: summaries are no hurry, and stand behind reminders


@shared_task(ignore_result=True)
def make_due_digests() -> int:
    """How many members were looked after, the longest due first, while few mails wait to leave."""
    now = timezone.now()
    last_of_many = Delivery.objects.due(now)[BACKLOG - 1 : BACKLOG]
    due = Plan.objects.due(now).filter(~Exists(last_of_many)).select_related("member").order_by("next_at", "pk")
    return in_turn(actions.look, due, Turn(), now=now)


@shared_task(ignore_result=True)
def keep_plans() -> int:
    """Whoever is new gets the usual plan, and plans follow those who live in another time zone now; how many."""
    now, turn = timezone.now(), Turn()
    new = User.objects.filter(is_active=True, digest_plan=None).order_by("pk")
    elsewhere = Plan.objects.elsewhere().select_related("member").order_by("pk")
    begun = in_turn(actions.begin_plan, new, turn, now=now)
    return begun + in_turn(actions.follow_member, elsewhere, turn, now=now)


def in_turn(act: Callable[..., object], rows: "QuerySet[User] | QuerySet[Plan]", turn: Turn, *, now: datetime) -> int:
    """Batch by batch, with what could not be done left aside, until the turn is over; how many it was done to. The next
    tick goes on where this one stops."""
    done, failed = 0, set[int]()
    while turn.goes_on() and (batch := list(rows.exclude(pk__in=failed)[:BATCH])):
        for row in takewhile(lambda _row: turn.goes_on(), batch):
            if alone(act, row, now=now):
                done += 1
            else:
                failed.add(row.pk)
    return done


def alone(act: Callable[..., object], row: Model, *, now: datetime) -> bool:
    """Whether it was done. One row that cannot be read must not silence the others."""
    try:
        return bool(act(row, now=now))
    except Exception as problem:
        logger.error("No summary: %s %s, %s", type(row).__name__, row.pk, type(problem).__name__)
        return False
