"""After a restore: who had left leaves once more, and who was leaving begins anew. Nobody is told a second time."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.core.turns import Turn
from community.privacy.leaving.actions.leaving import begin, claim, end, erase
from community.privacy.models import Leaving

LONG = 3600.0  # seconds; a restore waits for it
WAYS = Leaving.Way


def erase_takers(keys: list[str], *, now: datetime) -> int:
    return _erase(keys, WAYS.TAKE, now=now)


def erase_leavers(keys: list[str], *, now: datetime) -> int:
    return _erase(keys, WAYS.LEAVE, now=now)


def take_again(keys: list[str], *, now: datetime) -> int:
    return _begin(keys, WAYS.TAKE, now=now)


def leave_again(keys: list[str], *, now: datetime) -> int:
    return _begin(keys, WAYS.LEAVE, now=now)


def stay_again(keys: list[str], *, now: datetime) -> int:
    """They had changed their mind: nothing that the backup still knows of may be done."""
    leaving = list(Leaving.objects.filter(member__pk__in=keys, erased_at=None).select_related("member"))
    for one in leaving:
        if one.member is not None:
            end(one, one.member)
    return len(leaving)


def _begin(keys: list[str], way: str, *, now: datetime) -> int:
    """With the whole seven days: how many of them were over is kept nowhere."""
    theirs = User.objects.filter(pk__in=keys).exclude(leaving__erased_at__isnull=False)  # no shell: it has left
    return len([_begin_anew(member, way=way, now=now) for member in theirs])


@transaction.atomic
def _begin_anew(member: User, *, way: str, now: datetime) -> Leaving:
    """A leaving that the backup still knows of was undone, or it would not have been begun since."""
    for old in Leaving.objects.filter(member=member):
        end(old, member)
    return begin(member, way=way, now=now)


def _erase(keys: list[str], way: str, *, now: datetime) -> int:
    _begin(keys, way, now=now)
    theirs = Leaving.objects.filter(member__pk__in=keys, erased_at=None)
    theirs.update(way=way, asked_at=now, due_at=now, lease=None, leased_until=None)
    number, turn = 0, Turn(LONG)
    while theirs.exists() and (leaving := claim(now=now)) is not None:
        number += erase(leaving, turn=turn)
    return number
