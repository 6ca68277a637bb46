"""For who leads the team: how much everybody carries, and who has learnt what."""

from dataclasses import dataclass
from datetime import datetime

from community.accounts.models import User
from community.moderation.duty.care import hard_cases_by_member
from community.moderation.duty.models import MOST_HARD_CASES, TIME_TO_CHECK_IN, CareLimit, CheckIn, TrainingDone
from community.moderation.duty.querysets import site_team
from community.moderation.duty.training import ITEMS


@dataclass(frozen=True)
class Load:
    member: User
    taken: int  # hard cases within a day
    limit: int
    nobody_asked: bool  # waits for a second person for more than a day

    @property
    def is_full(self) -> bool:
        return self.taken >= self.limit


def load_of_team(lead: User, *, now: datetime) -> list[Load]:
    taken, limits = hard_cases_by_member(now=now), dict(CareLimit.objects.values_list("member", "cases"))
    overdue = CheckIn.objects.visible_to(lead).overdue(since=now - TIME_TO_CHECK_IN)
    waiting = set(overdue.values_list("member", flat=True))
    team = site_team(now=now).order_by("username")
    return [
        Load(person, taken.get(person.pk, 0), limits.get(person.pk, MOST_HARD_CASES), person.pk in waiting)
        for person in team
    ]


@dataclass(frozen=True)
class Learnt:
    member: User
    ticks: list[datetime | None]  # in the order of the list


def training_of_team(lead: User, *, now: datetime) -> list[Learnt]:
    ticks = TrainingDone.objects.visible_to(lead).values_list("member", "item", "done_at")
    done = {(member, item): done_at for member, item, done_at in ticks}
    team = site_team(now=now).order_by("username")
    return [Learnt(person, [done.get((person.pk, item)) for item in ITEMS]) for person in team]
