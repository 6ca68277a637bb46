"""Leave, stay after all, and what happens when the days are over. The row is the truth: whoever holds its lease erases,
and a worker that is killed in between leaves the rest to the next."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from community.accounts.actions import end_every_sign_in
from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure, record_return
from community.core.queue import nudge
from community.core.security_log import Event, note_event
from community.core.turns import Turn
from community.notifications.models import Delivery
from community.privacy.export.actions import forget_exports
from community.privacy.leaving.actions.account import erase_account
from community.privacy.leaving.actions.not_let_in import ERASE_TASK, begin_ended
from community.privacy.leaving.actions.sight import back_in_sight, out_of_sight
from community.privacy.leaving.actions.steps import STEPS
from community.privacy.leaving.duties import open_duties
from community.privacy.leaving.letters import tell_begun
from community.privacy.models import Leaving
from community.privacy.querysets import LeavingQuerySet
from community.search.keeping import tidy

GRACE = timedelta(days=7)
LEASE = timedelta(minutes=5)  # renewed with every batch
logger = logging.getLogger(__name__)


class Stopped(Exception):
    """This worker is to end, or another has taken over."""


@transaction.atomic
def leave(member: User, *, way: str, now: datetime) -> Leaving:
    """From now on nobody can use the account. Pressed twice it is once, by the way of the first press."""
    member = held_now(member)
    if (found := Leaving.objects.filter(member=member).first()) is not None:
        return found
    if duties := open_duties(member, now=now):
        raise PermissionDenied(" ".join(duties))
    leaving = begin(member, way=way, now=now)
    record_erasure(f"privacy.leaving.{way}", member.pk)
    record_return("privacy.stayed", member.pk)
    note_event(Event.LEAVING, member=member.pk, way=way)
    if member.email:
        tell_begun(leaving, member, now=now)
    return leaving


def begin(member: User, *, way: str, now: datetime) -> Leaving:
    leaving = Leaving.objects.create(member=member, way=way, asked_at=now, due_at=now + GRACE)
    if leaving.takes:
        out_of_sight(leaving)
    User.objects.filter(pk=member.pk).update(is_active=False)
    end_every_sign_in(member, now=now)
    return leaving


@transaction.atomic
def stay(leaving: Leaving, *, now: datetime) -> bool:
    """Everything is as it was; one signs in again. False when it was undone before, or is too late."""
    found = Leaving.objects.undoable(now=now).select_for_update(of=("self",)).filter(pk=leaving.pk).first()
    if found is None or found.member is None:
        return False
    end(found, found.member)
    record_return(f"privacy.leaving.{found.way}", found.member_id)
    record_erasure("privacy.stayed", found.member_id)
    note_event(Event.STAYED, member=found.member_id)
    return True


def has_stayed(leaving: Leaving) -> bool:
    """Another press was faster, and the account is its member's again."""
    return User.objects.filter(pk=leaving.member_id, is_active=True).exists()


def end(leaving: Leaving, member: User) -> None:
    if leaving.takes:
        back_in_sight(leaving, member)
    User.objects.filter(pk=member.pk).update(is_active=True)
    leaving.delete()


def claim(*, now: datetime) -> Leaving | None:
    """The next whose days are over, for this worker alone: the UPDATE carries the condition."""
    for found in Leaving.objects.to_erase(now=now)[:20]:
        again = Leaving.objects.to_erase(now=now).order_by().filter(pk=found.pk)
        if again.update(lease=uuid4(), leased_until=now + LEASE):
            return Leaving.objects.select_related("member").get(pk=found.pk)
    return None


def erase(leaving: Leaving, *, turn: Turn) -> bool:
    """Whether everything is gone. What is left over stays due, and the next run goes on."""
    try:
        _erase_all(leaving, turn)
    except Stopped:
        _held(leaving).update(lease=None, leased_until=None)
        return False
    except Exception as problem:  # not its message: a database error quotes the row. The lease says when to try again
        logger.error("Leaving %s failed: %s", leaving.pk, type(problem).__name__)
        return False
    logger.info("Leaving %s: %s erased", leaving.pk, sum(leaving.erased.values()))
    return True


def _held(leaving: Leaving) -> LeavingQuerySet:
    return Leaving.objects.filter(pk=leaving.pk, erased_at=None, lease=leaving.lease)


def _erase_all(leaving: Leaving, turn: Turn) -> None:
    member = leaving.member
    if member is None:  # another worker was faster: what is not erased yet is somebody's
        raise Stopped
    _write_over()
    for step in STEPS:
        for name, number in step(leaving, member, timezone.now()):
            _go_on(leaving, turn, name, number)
    _finish(leaving, member, now=timezone.now())
    forget_exports(now=timezone.now())  # their file is named by no row any more
    tidy(connection)


def _write_over() -> None:
    """SQLite fills what it frees with zeros; most builds of it do so anyway."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _go_on(leaving: Leaving, turn: Turn, name: str, number: int) -> None:
    """Keeps the lease and the count. Whose lease is another's stops."""
    leaving.erased = dict(Counter(leaving.erased) + Counter({name: number}))
    kept = _held(leaving).update(erased=leaving.erased, leased_until=timezone.now() + LEASE)
    if not kept or not turn.goes_on():
        raise Stopped


@transaction.atomic
def _finish(leaving: Leaving, member: User, *, now: datetime) -> None:
    """The account itself, and that it happened: both or neither."""
    if not _held(leaving).update(erased_at=now, lease=None, leased_until=None):
        raise Stopped
    way, key = leaving.way, member.pk
    erase_account(leaving, member, now=now)
    record_return(f"privacy.leaving.{way}", key)
    record_erasure(f"privacy.left.{way}", key)


def forget_farewells() -> int:
    """The last mail has left, or never will: with it goes the address."""
    over = Delivery.objects.filter(pk__in=Leaving.objects.exclude(farewell=None).values("farewell"))
    return over.exclude(sent_at=None, dropped_at=None).delete()[0]


def erase_due(*, now: datetime, turn: Turn) -> int:
    """How many accounts were erased."""
    begin_ended(now=now)
    number = 0
    while turn.goes_on() and (leaving := claim(now=now)) is not None:
        number += erase(leaving, turn=turn)
    forget_farewells()
    if not turn.goes_on() and not Turn.stopping:
        nudge(ERASE_TASK)
    return number
