"""Erase what is past its time, and what a member takes back. Rows are the truth: what is left over, or was missed for a
week, the next run finds."""

import logging
from datetime import datetime
from itertools import takewhile
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from community.accounts.actions import withdraw_consent
from community.accounts.consents import Subject
from community.accounts.models import User
from community.carers.actions import erase_offered
from community.core.turns import Turn
from community.drafts.actions import erase_drafts
from community.privacy.models import RetentionRun
from community.privacy.retention import Sweep, sweeps
from community.reminders.actions import erase_reminders
from community.resources.actions import erase_questions

BATCH = 500
logger = logging.getLogger(__name__)


def keep_periods(*, now: datetime, turn: Turn) -> RetentionRun:
    """All that retention.yaml leaves to the nightly task. The row is there from the start, so that a run that broke off
    is seen."""
    run = RetentionRun.objects.create(started_at=now)
    for sweep in takewhile(lambda _sweep: turn.goes_on(), sweeps()):
        try:
            number = sweep_out(sweep, turn, now=now)
        except Exception as problem:  # not its message: a database error quotes the row. One table must not save others
            logger.error("Retention of %s failed: %s", sweep.name, type(problem).__name__)
            run.failed.append(sweep.name)
        else:
            run.erased |= {sweep.name: number} if number else {}
    run.is_whole, run.ended_at = turn.goes_on() and not run.failed, max(now, timezone.now())
    run.save(update_fields=["erased", "failed", "is_whole", "ended_at"])
    logger.info("Retention: %s erased, %s failed", run.number, len(run.failed))
    return run


def sweep_out(sweep: Sweep, turn: Turn, *, now: datetime) -> int:
    """Batch by batch; how many rows were deleted or emptied. What another run is at is passed over."""
    done = 0
    while turn.goes_on() and (number := _some(sweep, now=now)):
        done += number
    return done


@transaction.atomic
def _some(sweep: Sweep, *, now: datetime) -> int:
    over = rows_over(sweep, now=now).select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    rows = sweep.model._base_manager.filter(pk__in=list(over.values_list("pk", flat=True)[:BATCH]))
    if sweep.blanks:
        return rows.update(**_blanks(sweep))
    return rows.delete()[1].get(sweep.model._meta.label, 0)


def rows_over(sweep: Sweep, *, now: datetime) -> QuerySet[Any]:
    """Past their time, and not emptied yet. A moment that is not there is past nothing."""
    over, full = Q(), Q()
    for moment in sweep.since:
        over |= Q(**{f"{moment}__lte": now - sweep.length})
    for column, blank in _blanks(sweep).items() if sweep.blanks else ():
        full |= Q(**{f"{column}__isnull": False}) if blank is None else ~Q(**{column: blank})
    return sweep.model._base_manager.filter(over, full)


def _blanks(sweep: Sweep) -> dict[str, Any]:
    """Nothing where a column can hold nothing, and otherwise no words."""
    fields: list[Any] = [sweep.model._meta.get_field(column) for column in sweep.columns]
    return {field.name: None if field.null else "" for field in fields}


@transaction.atomic
def take_back(member: User, *, subject: Subject, now: datetime) -> None:
    """Of what may tell of the member's health, what only they see is erased at once. What others read stays until the
    member takes it back, or leaves."""
    withdraw_consent(member, subject=subject, now=now)
    if subject == Subject.HEALTH:
        erase_reminders(member)
        erase_drafts(member)
        erase_offered(member)
        erase_questions(member)
