"""The clock's side of summaries. Two beats at once do no harm."""

import logging
from collections.abc import Callable
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from community.accounts.models import User
from community.digests import actions
from community.digests.models import Plan
from community.notifications.models import Delivery

logger = logging.getLogger(__name__)
BATCH = 100
MOVED = 1000  # people who moved in one hour
BACKLOG = 300  # mails that wait to leave: summaries are no hurry, and stand behind reminders


@shared_task(ignore_result=True)
def make_due_digests() -> int:
    """How many members were looked after, the longest due first. The next tick goes on where this one stops."""
    now, looked = timezone.now(), 0
    while Delivery.objects.due(now)[:BACKLOG].count() < BACKLOG:
        batch = list(Plan.objects.due(now).select_related("member").order_by("next_at", "pk")[:BATCH])
        moved = sum(alone(actions.look, plan, now=now) for plan in batch)
        looked += moved
        if len(batch) < BATCH or not moved:
            break
    return looked


@shared_task(ignore_result=True)
def keep_plans() -> int:
    """Whoever is new gets the usual plan, and plans follow those who live in another time zone now; how many."""
    now, kept = timezone.now(), 0
    while batch := list(User.objects.filter(is_active=True, digest_plan=None).order_by("pk")[:BATCH]):
        begun = sum(alone(actions.begin_plan, member, now=now) for member in batch)
        kept += begun
        if not begun:
            break
    moved = list(Plan.objects.elsewhere().select_related("member").order_by("pk")[:MOVED])
    return kept + sum(alone(actions.follow_member, plan, now=now) for plan in moved)


def alone(act: Callable[..., object], row: User | Plan, *, now: datetime) -> bool:
    """Whether it was done. One row that cannot be read must not silence the others."""
    try:
        return bool(act(row, now=now))
    except Exception as problem:
        logger.error("No summary: %s %s, %s", type(row).__name__, row.pk, type(problem).__name__)
        return False
