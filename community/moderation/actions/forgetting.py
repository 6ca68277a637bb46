"""The end of what the team keeps: three years after it was closed a case goes, with all reports, steps and decisions.

Rows that are only ever added to have no other way out. The database lets them go within one transaction, in which its
refusals (append_only.py) are down and up again; nobody else sees it without them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from community.accounts.models import Sanction
from community.core.turns import Turn
from community.moderation.append_only import keep, lift
from community.moderation.models import (
    Alert,
    Answer,
    Appeal,
    Case,
    CaseEvent,
    Challenge,
    Decision,
    MemberNote,
    Proposal,
    Report,
    ReviewEntry,
    TeamMessage,
    TeamThread,
    Undoing,
    Unmasking,
    UnmaskingView,
)

KEPT = timedelta(days=1095)  # so long somebody may ask a court to look at a decision
BATCH = 100
PARTS: tuple[tuple[Any, str], ...] = (  # of a case; what leads to others goes before them
    (UnmaskingView, "unmasking__case"),
    (Unmasking, "case"),
    (Answer, "appeal__decision__case"),
    (Appeal, "decision__case"),
    (Undoing, "decision__case"),
    (Challenge, "report__case"),
    (Challenge, "again__case"),
    (Report, "case"),
    (Proposal, "case"),
    (Alert, "case"),
    (Decision, "case"),
    (CaseEvent, "case"),
)


def forget_old(*, now: datetime, turn: Turn) -> int:
    """Batch by batch; how many cases, notes, sanctions and exchanges are over."""
    number = 0
    for some in (_forget_cases, _forget_sanctions, _forget_notes, _forget_exchanges, _forget_papers):
        while turn.goes_on() and (gone := some(now - KEPT, now)):
            number += gone
    return number


@contextmanager
def _allowed() -> Iterator[None]:
    with transaction.atomic():
        lift(connection, ["delete"])
        yield
        keep(connection)


def old_cases(limit: datetime, now: datetime) -> "QuerySet[Case]":
    """Decided, and nobody is restricted by it any more."""
    restricting = Sanction.objects.in_force(now).filter(decision__case=OuterRef("pk"))
    return Case.objects.filter(~Exists(restricting), decided_at__lte=limit)


def _forget_cases(limit: datetime, now: datetime) -> int:
    keys = list(old_cases(limit, now).order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    with _allowed():
        Case.objects.filter(pk__in=keys).update(decision=None)
        for model, path in PARTS:
            _delete(model.objects.filter(**{f"{path}__in": keys}))
        _delete(Case.objects.filter(pk__in=keys))
    return len(keys)


def _forget_sanctions(limit: datetime, now: datetime) -> int:
    """Over for as long; a warning is over when it is given. One that a decision leads to goes after it."""
    over = Q(until__lte=limit) | Q(lifted_at__lte=limit) | Q(kind=Sanction.Kind.WARNING, starts_at__lte=limit)
    return _some(Sanction.objects.filter(over, decision=None))


def _forget_notes(limit: datetime, now: datetime) -> int:
    return _some(MemberNote.objects.filter(created_at__lte=limit))


def _forget_exchanges(limit: datetime, now: datetime) -> int:
    """With the team; one that waits for an answer is not over."""
    old = TeamThread.objects.filter(last_at__lte=limit, waits_since=None).order_by("pk")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    _some(TeamMessage.objects.filter(thread__in=keys), at_once=None)
    return _some(TeamThread.objects.filter(pk__in=keys))


def _forget_papers(limit: datetime, now: datetime) -> int:
    return _some(ReviewEntry.objects.filter(created_at__lte=limit))


def _some(rows: Any, *, at_once: int | None = BATCH) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:at_once])
    if keys:
        with _allowed():
            _delete(rows.model.objects.filter(pk__in=keys))
    return len(keys)


def _delete(rows: Any) -> None:
    """Without Django's own look at what leads to them: it stands above, and the database looks all the same."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys)._raw_delete(connection.alias)  # noqa: SLF001  # its own answer to "no collector"
