"""Accounts that never were open: whoever was told no, was not answered, took the request back, or never confirmed an
address. They are erased as all others are, without the seven days, for there is nothing to come back to."""

from datetime import datetime
from itertools import takewhile

from django.db import transaction
from django.db.models import Exists, OuterRef

from community.accounts.approving.actions import Ended, end_request
from community.accounts.models import SignUpRequest, User
from community.core.queue import nudge
from community.core.turns import Turn
from community.notifications.models import Delivery
from community.privacy.models import Leaving

ERASE_TASK = "community.privacy.tasks.erase_leavers"


@transaction.atomic
def give_up_request(request: SignUpRequest, *, now: datetime) -> bool:
    """False where the team was faster."""
    if not end_request(request, ended=Ended.GIVEN_UP, now=now):
        return False
    _begin(request.member, now=now)
    nudge(ERASE_TASK)
    return True


def begin_ended(*, now: datetime) -> None:
    """Once the mail that says so has left, for the address goes with all that is on its way to it."""
    on_its_way = Delivery.objects.waiting().filter(to_address__iexact=OuterRef("member__email"))
    ended = SignUpRequest.objects.ended().filter(~Exists(on_its_way), member__leaving=None)
    for request in ended.select_related("member"):
        _begin(request.member, now=now)


def begin_unconfirmed(*, now: datetime, turn: Turn) -> int:
    """Once a day; how many. Nobody is written to at an address that was never confirmed."""
    found = User.objects.never_confirmed(now).order_by("pk")
    return sum(_begin_unconfirmed(member, now=now) for member in takewhile(lambda _member: turn.goes_on(), found))


@transaction.atomic
def _begin_unconfirmed(member: User, *, now: datetime) -> bool:
    """False where its owner confirmed meanwhile, or another worker was faster."""
    if not User.objects.never_confirmed(now).filter(pk=member.pk).update(is_active=False):
        return False
    _begin(member, now=now)
    return True


def _begin(member: User, *, now: datetime) -> None:
    """Due at once, which also says that it needs no last mail. Two workers begin it once."""
    Leaving.objects.get_or_create(member=member, defaults={"way": Leaving.Way.TAKE, "asked_at": now, "due_at": now})
