"""How much somebody has on their shoulders: hard cases within a day, and work without a pause."""

from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.moderation.duty.models import MOST_HARD_CASES, CareLimit, Shift
from community.moderation.models.cases import HARD, Case, CaseEvent, Risk

A_DAY = timedelta(hours=24)
LONGEST_WORK = timedelta(minutes=45)
PAUSE = timedelta(minutes=10)  # shorter ones are none


def hard_cases_of(user: User, *, now: datetime, besides: Case | None = None) -> int:
    """Taken on within a day; `besides` does not count, it is about that one."""
    taken = CaseEvent.objects.filter(actor=user, kind=CaseEvent.Kind.CLAIMED, created_at__gt=now - A_DAY)
    hard = taken.filter(case__risk__lte=HARD)
    others = hard if besides is None else hard.exclude(case=besides)
    return others.values("case").distinct().count()


def limit_of(user: User) -> int:
    own = CareLimit.objects.filter(member=user).values_list("cases", flat=True).first()
    return MOST_HARD_CASES if own is None else own


def is_at_limit(user: User, case: Case, *, now: datetime) -> bool:
    return case.is_hard and hard_cases_of(user, now=now, besides=case) >= limit_of(user)


def why_rest(user: User, case: Case, *, now: datetime) -> str:
    """Why somebody else should take this one. A life at risk waits for nobody's rest when nobody else is there."""
    if not is_at_limit(user, case, now=now):
        return ""
    if case.risk == Risk.LIFE and not others_are_there(user, now=now):
        return ""
    return _("You have carried enough for one day. This one is for somebody else; thank you, and take a rest.")


def others_are_there(user: User, *, now: datetime) -> bool:
    there = Shift.objects.of_team(now=now).between(now, now + timedelta.resolution)
    return there.exclude(member=user).exists()


def needs_break(user: User, *, now: datetime) -> bool:
    """Three quarters of an hour of steps without a pause, and the last one only just now."""
    steps = CaseEvent.objects.filter(actor=user, created_at__gt=now - LONGEST_WORK - PAUSE, created_at__lte=now)
    began = now
    for step in steps.order_by("-created_at").values_list("created_at", flat=True):
        if began - step >= PAUSE:
            break
        began = step
    return now - began >= LONGEST_WORK


def hard_cases_by_member(*, now: datetime) -> dict[int, int]:
    """For who leads the team: how many each person took on within a day."""
    taken = CaseEvent.objects.filter(kind=CaseEvent.Kind.CLAIMED, created_at__gt=now - A_DAY, case__risk__lte=HARD)
    by_member = taken.order_by().values("actor").annotate(number=Count("case", distinct=True))
    return dict(by_member.values_list("actor", "number"))
