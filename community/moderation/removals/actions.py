"""Take a person's recent chat messages out of sight in one go: one decision for each room, with all that a decision
brings its author, the log, and whoever looks again."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.recording import locked as locked_room
from community.chat.models import Message, Room
from community.chat.permissions import can_pause, is_host
from community.groups.permissions import can_moderate
from community.moderation.actions import deciding
from community.moderation.actions.cases import Kind, locked, must_be_told, record
from community.moderation.actions.deciding import Ruling, settle, take_effect_back
from community.moderation.actions.telling import tell_undone
from community.moderation.models import Case, Decision, Outcome, Risk, Undoing


def remove_recent(
    *,
    room: Room,
    member: User,
    host: User,
    hours: int,
    guideline: str,
    words: str = "",
    everywhere: bool = False,
    now: datetime,
) -> list[Decision]:
    """By a host in the room; `everywhere` by a moderator of the site. Each room is a transaction of its own."""
    host, member = as_now(host), as_now(member)
    if everywhere and not host.is_moderator:
        raise PermissionDenied(_("Only moderators of the site do this in all rooms."))
    since = now - timedelta(hours=hours)
    wrote = Message.objects.filter(author=member, created_at__gte=since).values("room")
    rooms = Room.objects.visible_to(host).filter(pk__in=wrote).order_by("pk") if everywhere else [room]
    ruling = Ruling(Outcome.HIDDEN, guideline=guideline, words=words, details={"hours": hours})
    rooms = [place for place in rooms if place == room or can_pause(host, member, place)]
    decisions = [_remove_in(place, member=member, host=host, ruling=ruling, since=since, now=now) for place in rooms]
    return [decision for decision in decisions if decision is not None]


@transaction.atomic
def _remove_in(
    room: Room, *, member: User, host: User, ruling: Ruling, since: datetime, now: datetime
) -> Decision | None:
    """A case of its own about the newest of them: one that is open already stays with whoever has it."""
    room = locked_room(room)  # before its messages, as everywhere
    if not can_pause(as_now(host), as_now(member), room):
        raise PermissionDenied(_("You cannot hide what this person says here."))
    found = list(Message.objects.recent_of(member, room=room, since=since))
    if not found:
        return None
    case = Case.objects.create(
        message=found[-1],
        origin=Case.Origin.TEAM,
        author=member,
        group=room.group,
        risk=Risk.OTHER,
        opened_at=now,
        decided_at=now,
    )
    record(case, Kind.OPENED, actor=host, now=now)
    details = ruling.details | {"since": since.isoformat(), "number": len(found)}
    excerpt = "\n\n".join(message.said for message in found)
    ruling = Ruling(ruling.outcome, guideline=ruling.guideline, words=ruling.words, details=details)
    return settle(case, moderator=host, ruling=ruling, excerpt=excerpt, now=now)


@transaction.atomic
def undo_removal(decision: Decision, *, host: User, now: datetime) -> Undoing:
    """Within a day: as if it had not been done. A host takes back their own; then nobody has the case."""
    room = decision.case.message.room if decision.case.message else None
    if room is None or not decision.is_of_recent:
        raise PermissionDenied(_("This is looked after in the queue."))
    host = as_now(host)
    if can_moderate(host, room.group):
        return deciding.undo(decision, moderator=host, now=now)
    case = decision.case = locked(decision.case)
    if (twin := Undoing.objects.filter(decision=decision, moderator=host).first()) is not None:
        return twin
    must_be_told(_why_not(host, room, decision, now=now))
    take_effect_back(decision, moderator=host, now=now)
    undoing = Undoing.objects.create(decision=decision, moderator=host, created_at=now)
    record(case, Kind.UNDONE, actor=host, now=now, decision=None)
    tell_undone(decision, now=now)
    return undoing


def _why_not(host: User, room: Room, decision: Decision, *, now: datetime) -> str:
    if not is_host(host, room) or decision.moderator_id != host.pk:
        return _("Whoever did this can take it back, and the moderators of the group.")
    if decision.case.decision_id != decision.pk or not decision.can_still_be_undone(now):
        return _("This can be taken back for 24 hours. After that, its author can ask us to look again.")
    return ""
