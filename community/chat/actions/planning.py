"""Plan meetings, make the rows of those to come, move them and call them off."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.attending import move_up
from community.chat.actions.meeting_news import tell_calendars, tell_of_change
from community.chat.actions.recording import locked
from community.chat.meeting_querysets import AHEAD
from community.chat.models import Meeting, MeetingPlan, Room
from community.chat.permissions import could_speak, is_host
from community.core.models import SAME_SUBMIT


class NotAhead(ValueError):
    """The moment has passed, or it is too late to change this meeting; `str()` says so."""


class CannotLead(PermissionDenied):
    """Whoever was chosen to lead it cannot; `str()` says so. The planner can choose somebody else."""


@dataclass(frozen=True, kw_only=True)
class About:
    title: str
    description: str = ""
    welcome: str = ""
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class When:
    """By the clock on the wall in an IANA zone."""

    starts_on: date
    local_time: time
    time_zone: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    every_weeks: int = 0  # 0: once
    until: date | None = None


ONCE = Rhythm()


@transaction.atomic
def plan_meeting(
    *, room: Room, planner: User, host: User, about: About, when: When, rhythm: Rhythm = ONCE, now: datetime
) -> Meeting:
    """A plan with its first meeting; the same form sent twice makes one."""
    room = locked(room)
    _ask_host(room, planner)
    _must_lead(host, room, now=now)
    fields = {"host": host, **asdict(about), **asdict(when), **asdict(rhythm)}
    twin = room.plans.filter(**fields, created_at__gt=now - SAME_SUBMIT).first()
    plan = twin or room.plans.create(**fields, created_at=now)
    if twin is None:
        _refuse_past(plan, now)
        _make(plan, now=now)
    return plan.meetings.earliest("number")


def make_all_ahead(*, now: datetime) -> int:
    """The meetings that come in sight, of every plan; how many are new."""
    return sum(make_ahead(plan, now=now) for plan in MeetingPlan.objects.going_on())


@transaction.atomic
def make_ahead(plan: MeetingPlan, *, now: datetime) -> int:
    """Those within the next eight weeks that have no row yet. Two workers make each once."""
    plan = _locked(plan)
    return _make(plan, now=now) if plan.ended_at is None else 0


def _make(plan: MeetingPlan, *, now: datetime) -> int:
    """Always the first one, however far away; none whose time has passed (the site may have been away)."""
    newest = plan.meetings.order_by("-number").values_list("number", flat=True).first() or 0
    made = []
    for number, moment in plan.moments():
        if moment > now + AHEAD and number > plan.first_number:
            break
        if number > newest and moment + plan.length > now:
            made.append(Meeting(plan=plan, number=number, timed_at=now, **_times(plan, moment)))
    Meeting.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def change_about(*, plan: MeetingPlan, planner: User, host: User, about: About, now: datetime) -> MeetingPlan:
    """Words, host and number of places of all its meetings. Nobody who has a place loses it; new places go to those
    in line."""
    plan = _locked(plan)
    _ask_host(plan.room, planner)
    if host != plan.host:  # who leads it may have left the team
        _must_lead(host, plan.room, now=now)
    changes = {"host": host, **asdict(about)}
    for field, value in changes.items():
        setattr(plan, field, value)
    plan.save(update_fields=list(changes))
    for meeting in plan.meetings.coming(now).select_for_update().order_by("number"):
        move_up(meeting, now=now)
    return plan


@transaction.atomic
def move_meeting(*, meeting: Meeting, mover: User, when: When, following: bool = False, now: datetime) -> None:
    """To another moment: this one, or it and all that follow. Whoever planned to come is told once."""
    plan = _locked(meeting.plan)
    _ask_host(plan.room, mover)
    coming = _coming(plan, meeting, now=now)
    if following:
        _bend(plan, coming[0].number, when)
        moments = dict(_moments_upto(plan, upto=coming[-1].number))
    else:
        coming = coming[:1]
        moments = dict([next(MeetingPlan(first_number=coming[0].number, **asdict(when)).moments())])
    if moments[coming[0].number] <= now:
        raise NotAhead(_("This moment has passed. Choose a later date or time."))
    length = timedelta(minutes=when.minutes)
    before = {found.pk: found.starts_at for found in coming}
    changed = [found for found in coming if _retime(found, moments[found.number], length, now=now)]
    moved = [found for found in changed if found.starts_at != before[found.pk]]
    tell_of_change(moved, _("“%(title)s” was moved. It now begins on %(day)s at %(time)s."), now=now)
    others = [found for found in changed if found not in moved]
    tell_calendars(others, _("“%(title)s” on %(day)s at %(time)s now ends at another time."), now=now)


def _moments_upto(plan: MeetingPlan, *, upto: int) -> list[tuple[int, datetime]]:
    """The moments of the rule up to a number, also beyond its last day: a row that stands is moved with the others."""
    endless = MeetingPlan(
        first_number=plan.first_number,
        starts_on=plan.starts_on,
        local_time=plan.local_time,
        time_zone=plan.time_zone,
        every_weeks=plan.every_weeks,
    )
    return [pair for pair, _number in zip(endless.moments(), range(plan.first_number, upto + 1), strict=False)]


def _bend(plan: MeetingPlan, number: int, when: When) -> None:
    """From this number on the rule begins anew; its last day moves along."""
    weeks = (number - plan.first_number) * plan.every_weeks
    moved_by = when.starts_on - (plan.starts_on + timedelta(weeks=weeks))
    changes = {**asdict(when), "first_number": number, "until": plan.until and plan.until + moved_by}
    for field, value in changes.items():
        setattr(plan, field, value)
    plan.save(update_fields=list(changes))


def _retime(meeting: Meeting, moment: datetime, length: timedelta, *, now: datetime) -> bool:
    """False when it stays as it was."""
    starts_at, meeting.starts_at = meeting.starts_at, moment
    ends_at, meeting.ends_at = meeting.ends_at, moment + length
    if (starts_at, ends_at) == (meeting.starts_at, meeting.ends_at):
        return False
    moved = starts_at != moment
    meeting.timed_at = now if moved else meeting.timed_at
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "ends_at", "timed_at", "sequence"])
    return True


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, canceller: User, following: bool = False, now: datetime) -> None:
    """This one, or it and all that follow: then the plan brings no more. Whoever planned to come is told once."""
    plan = _locked(meeting.plan)
    _ask_host(plan.room, canceller)
    coming = _coming(plan, meeting, now=now)
    if following:
        plan.ended_at = now
        plan.save(update_fields=["ended_at"])
    cancelled = coming if following else coming[:1]
    for found in cancelled:
        found.cancelled_at = now
        found.sequence += 1
        found.save(update_fields=["cancelled_at", "sequence"])
    tell_of_change(cancelled, _("“%(title)s” on %(day)s at %(time)s will not take place."), now=now)


def _times(plan: MeetingPlan, moment: datetime) -> dict[str, datetime]:
    return {"starts_at": moment, "ends_at": moment + plan.length}


def _coming(plan: MeetingPlan, meeting: Meeting, *, now: datetime) -> list[Meeting]:
    """This one, if it can still be changed, and those after it; locked."""
    later = plan.meetings.coming(now).filter(number__gte=meeting.number)
    found = list(later.select_for_update().order_by("number"))
    if not found or found[0].pk != meeting.pk:
        raise NotAhead(_("This meeting has begun, is over or was called off. It cannot be changed any more."))
    for each in found:
        each.plan = plan
    return found


def _locked(plan: MeetingPlan) -> MeetingPlan:
    """As it is now, kept from others who change it and from the worker that makes its meetings."""
    of_itself = MeetingPlan.objects.select_for_update(of=("self",), no_key=True)
    return of_itself.select_related("room__group").get(pk=plan.pk)


def _ask_host(room: Room, planner: User) -> None:
    if not is_host(as_now(planner), room):
        raise PermissionDenied(_("Only hosts and moderators of the group can do this."))


def _must_lead(host: User, room: Room, *, now: datetime) -> None:
    """A host or a moderator there, whom nothing keeps from writing."""
    host = as_now(host)
    if not (is_host(host, room) and could_speak(host, room, now=now)):
        raise CannotLead(_("This person cannot lead a meeting here now. Choose somebody else."))


def _refuse_past(plan: MeetingPlan, now: datetime) -> None:
    first = next(plan.moments(), None)
    if first is None or first[1] <= now:
        raise NotAhead(_("This moment has passed. Choose a later date or time."))
