"""Whom a risk to life is brought to next: who is on duty, one after the other, then whoever is on duty next, then every
moderator of the site. At once everybody when nobody is on duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.accounts.models import User
from community.moderation.duty.models import Alert, Shift
from community.moderation.duty.querysets import site_team
from community.moderation.models.cases import Case, CaseEvent

AHEAD = timedelta(hours=24)  # a shift that begins later is nobody's who could help now
Kind = CaseEvent.Kind


@dataclass(frozen=True)
class Ladder:
    """One turn of one case, from which `next_up` takes the next step."""

    team: dict[int, User]  # who may be told of it
    on_duty: list[int]
    coming: list[int]
    told: set[int]  # in this turn
    had_it: set[int]  # in an earlier turn
    gave_it_back: set[int]

    def next_up(self) -> tuple[Alert.Step, list[User]]:
        if not self.on_duty:
            return Alert.Step.EVERYBODY, self.rest
        for step, people in ((Alert.Step.ON_DUTY, self.on_duty), (Alert.Step.NEXT, self.coming)):
            free = [pk for pk in people if pk not in self.told | self.had_it]
            if free:
                return step, [self.team[free[0]]]
        return Alert.Step.EVERYBODY, self.rest

    @property
    def rest(self) -> list[User]:
        """Somebody who let it lie is asked again before nobody is; who gave it back is left in peace."""
        return [member for pk, member in self.team.items() if pk not in self.told | self.gave_it_back]


def turn_of(case: Case) -> int:
    """Each time it was taken on and came back, it goes round anew."""
    return case.events.filter(kind=Kind.CLAIMED).count()


def ladder_of(case: Case, told: set[int], *, now: datetime) -> Ladder:
    team = team_for(case, now=now)
    shifts = [shift for shift in Shift.objects.between(now, now + AHEAD) if shift.member_id in team]
    on_duty = [shift.member_id for shift in shifts if shift.starts_at <= now]
    coming = [shift.member_id for shift in shifts if shift.member_id not in on_duty][:1]
    held = {Kind.CLAIMED, Kind.RELEASED, Kind.UNDONE}
    steps = set(case.events.filter(kind__in=held).exclude(actor=None).values_list("actor", "kind"))
    had_it = {actor for actor, _kind in steps if actor is not None}
    gave_it_back = {actor for actor, kind in steps if actor is not None and kind == Kind.RELEASED}
    return Ladder(team, on_duty, coming, told, had_it, gave_it_back)


def team_for(case: Case, *, now: datetime) -> dict[int, User]:
    """Not who wrote it and not who reported it. Whoever wrote it under another name keeps their place and is told
    nothing: if the next person were asked at once, everybody could work out why."""
    team = site_team(now=now).exclude(pk__in=case.reports.exclude(reporter=None).values("reporter"))
    if case.byline == case.author:
        team = team.exclude(pk=case.author_id)
    return {member.pk: member for member in team.order_by("pk")}
