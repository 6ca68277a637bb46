"""Open cases, take them on, give them back, and write down every step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.recording import locked as locked_room
from community.conversations.actions import locked as locked_conversation
from community.forum.actions.writing import locked as locked_thread
from community.moderation.duty.actions import alert_next, stand_down
from community.moderation.models import IDLE, Case, CaseEvent, Risk
from community.moderation.permissions import why_not_claim, why_not_handle
from community.moderation.subjects import SUBJECTS

Kind = CaseEvent.Kind
HOLD_PLACE: dict[str, Callable[[Any], object]] = {
    "post": lambda post: locked_thread(post.thread),
    "message": lambda message: locked_room(message.room),
    "private_message": lambda message: locked_conversation(message.conversation),
}


class CaseMoved(Exception):
    """Something happened to the case since it was read; nothing was changed. The text says what."""


def locked(case: Case) -> Case:
    """The case and its subject as they are now, kept from other writers until commit: first the row of the thread,
    room or conversation in which it stands, as everybody does who writes there, then the subject's."""
    if case.kind in HOLD_PLACE:
        HOLD_PLACE[case.kind](case.subject)
    subject = case.about.model.objects.select_for_update(no_key=True).get(pk=case.subject.pk)
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)  # what is joined to a row one waited for may be old
    (case,) = Case.objects.for_page().filter(pk=case.pk)  # a get() has a LIMIT: PostgreSQL plans 0.1 s for these joins
    setattr(case, case.kind, subject)
    return case


def must_be_current(case: Case, version: int) -> None:
    if case.version != version:
        raise CaseMoved(_("Something new came in while you were reading. Please look again before you decide."))


def must_be_told(refusal: str) -> None:
    """Raise the sentence of a `why_not…`, if there is one."""
    if refusal:
        raise PermissionDenied(refusal)


def record(case: Case, kind: str, *, actor: User | None, words: str = "", now: datetime, **changes: Any) -> CaseEvent:
    """Write down a step and what it changes about the case; the version follows."""
    case.version += 1
    if actor is not None and case.assignee_id == actor.pk:
        changes.setdefault("active_at", now)
    for name, value in changes.items():
        setattr(case, name, value)
    case.save(update_fields=["version", *changes])
    name = str(actor) if actor else ""
    return case.events.create(number=case.version, kind=kind, actor=actor, actor_name=name, words=words, created_at=now)


def open_case(subject: Any, *, kind: str, origin: str, risk: int, actor: User | None, now: datetime) -> Case:
    """The case that waits about this, or a new one. Whoever calls holds the subject's row, and so the case is one."""
    about = SUBJECTS[kind]
    facts = {"origin": origin, "risk": risk, "author_id": about.author_of(subject), "group": about.group_of(subject)}
    waiting = Case.objects.open().select_for_update(no_key=True, of=("self",))
    case, is_new = waiting.get_or_create(
        **{kind: subject}, decided_at=None, decision=None, defaults=facts | {"opened_at": now}
    )
    if is_new:
        record(case, Kind.OPENED, actor=actor, now=now)
    elif risk < case.risk:
        record(case, Kind.RAISED, actor=actor, words=str(Risk(risk).label), now=now, risk=risk)
    return case


@transaction.atomic
def open_own_look(subject: Any, *, kind: str, moderator: User, now: datetime) -> Case:
    """A moderator saw it without a report, and may decide it."""
    subject = SUBJECTS[kind].model.objects.select_for_update(no_key=True).get(pk=subject.pk)
    case = open_case(subject, kind=kind, origin=Case.Origin.TEAM, risk=Risk.OTHER, actor=moderator, now=now)
    must_be_told(why_not_handle(as_now(moderator), case))
    return case


@transaction.atomic
def claim(case: Case, *, moderator: User, now: datetime) -> bool:
    """Take it on; False when this moderator has it already."""
    case = locked(case)
    must_be_told(why_not_claim(as_now(moderator), case, now=now))
    if case.held_by(now) == moderator:
        return False
    record(case, Kind.CLAIMED, actor=moderator, now=now, assignee=moderator, active_at=now)
    stand_down(case, now=now)
    return True


@transaction.atomic
def release(case: Case, *, moderator: User, now: datetime) -> bool:
    """Pass it on, no reason needed; a risk to life goes to the next person at once. False when it is not theirs."""
    case = locked(case)
    if case.assignee_id != moderator.pk or not case.is_open:
        return False
    record(case, Kind.RELEASED, actor=moderator, now=now, assignee=None, active_at=None)
    alert_next(case, now=now)
    return True


@transaction.atomic
def release_idle(*, now: datetime) -> int:
    """Give everybody what its assignee has left alone for half an hour; how many cases."""
    idle = Case.objects.idle(idle_since=now - IDLE).select_for_update(no_key=True, of=("self",))
    cases = list(idle.order_by("pk"))
    for case in cases:
        record(case, Kind.RELEASED, actor=None, now=now, assignee=None, active_at=None)
    return len(cases)


@transaction.atomic
def note(case: Case, *, moderator: User, words: str, now: datetime) -> CaseEvent:
    """For the team only. A double click writes one."""
    case = locked(case)
    must_be_told(why_not_handle(as_now(moderator), case))
    last = case.events.last()
    if last is not None and (last.kind, last.actor_id, last.words) == (Kind.NOTED, moderator.pk, words):
        return last
    return record(case, Kind.NOTED, actor=moderator, words=words, now=now)


def follow_groups() -> int:
    """What was moved to another group belongs to that group's moderators; how many cases."""
    moved = 0
    for kind, about in SUBJECTS.items():
        if about.in_group:
            place = f"{kind}__{about.place_path}"
            strayed = Case.objects.open().exclude(**{kind: None}).exclude(group=F(place))
            for case in strayed.select_related(place):
                moved += Case.objects.filter(pk=case.pk).update(group=case.place)
    return moved
