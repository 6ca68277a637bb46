"""Who speaks next: raised hands in their order, and the check-in round.

Everything here waits for the room's row, so two clicks come one after the other; what a host does names whose turn it
was on their page, so a second click does nothing.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.attending import locked_meeting
from community.chat.actions.meetings import MEETING, held
from community.chat.actions.recording import locked, record
from community.chat.limits import HANDS, refuse_often
from community.chat.models import Attendance, Hand, Meeting, Message, Place, Presence, Room
from community.chat.permissions import can_speak, is_host

LATELY = timedelta(minutes=10)


@transaction.atomic
def raise_hand(*, meeting: Meeting, member: User, now: datetime) -> bool:
    """Once; False when it is up already. Raises `TooSoon`; lowering it never does."""
    room, meeting = _running(meeting)
    member = as_now(member)
    if not can_speak(member, room, now=now):
        raise PermissionDenied(_("You cannot write in this room now."))
    if meeting.hands.filter(member=member, lowered_at=None, in_round=False).exists():
        return False
    if not is_host(member, room):
        refuse_often(member, HANDS, now=now)
    meeting.hands.create(member=member, raised_at=now)
    record(room, MEETING, now=now)
    return True


@transaction.atomic
def lower_hand(*, meeting: Meeting, member: User, now: datetime) -> bool:
    """Also in the middle of speaking, or of a round; False when it was not up."""
    room, meeting = _running(meeting)
    lowered = meeting.hands.filter(member=member, lowered_at=None).update(lowered_at=now)
    if lowered:
        record(room, MEETING, now=now)
    return bool(lowered)


@transaction.atomic
def call_next(*, meeting: Meeting, host: User, after: int, now: datetime) -> bool:
    """Whoever had the word is done, and the next in line has it. `after` is the hand whose turn it was on the host's
    page, 0 for none; False when somebody else went on meanwhile."""
    room, meeting = _led(meeting, host, now=now)
    if not _is_where_they_were(meeting, after):
        return False
    Hand.objects.filter(pk=after).update(lowered_at=now)
    _give_word(meeting, now=now)
    record(room, MEETING, now=now)
    return True


@transaction.atomic
def skip(*, meeting: Meeting, host: User, after: int, now: datetime) -> bool:
    """Not now: to the end of the line, and the next one has the word. Whoever is alone in it lowers the hand."""
    room, meeting = _led(meeting, host, now=now)
    if not after or not _is_where_they_were(meeting, after):
        return False
    others = meeting.hands.up().filter(called_at=None)
    if others.exists():
        Hand.objects.filter(pk=after).update(called_at=None, raised_at=now)
        _give_word(meeting, without=after, now=now)
    else:
        Hand.objects.filter(pk=after).update(lowered_at=now)
    record(room, MEETING, now=now)
    return True


@transaction.atomic
def finish_turn(*, meeting: Meeting, host: User, after: int, now: datetime) -> bool:
    """Done, and nobody is called yet."""
    room, meeting = _led(meeting, host, now=now)
    if not after or not _is_where_they_were(meeting, after):
        return False
    Hand.objects.filter(pk=after).update(lowered_at=now)
    record(room, MEETING, now=now)
    return True


@transaction.atomic
def start_round(*, meeting: Meeting, host: User, now: datetime) -> int:
    """Ask everybody who said they would come and is here, one after the other; how many."""
    room, meeting = _led(meeting, host, now=now)
    if meeting.hands.filter(lowered_at=None, in_round=True).exists():
        return 0
    here = list(_who_is_here(meeting, now=now))
    Hand.objects.bulk_create(
        Hand(meeting=meeting, member_id=attendance.member_id, in_round=True, raised_at=now) for attendance in here
    )
    asked = meeting.hands_at(now).filter(in_round=True).count()
    if asked:
        record(room, MEETING, now=now)
    return asked


@transaction.atomic
def end_round(*, meeting: Meeting, host: User, now: datetime) -> bool:
    room, meeting = _led(meeting, host, now=now)
    ended = meeting.hands.filter(lowered_at=None, in_round=True).update(lowered_at=now)
    if ended:
        record(room, MEETING, now=now)
    return bool(ended)


def _who_is_here(meeting: Meeting, *, now: datetime) -> "QuerySet[Attendance]":
    """By an open page, a page read or a message written lately: not everybody has a socket."""
    room, lately = meeting.room, now - LATELY
    present = Presence.objects.here(now).filter(room=room).values("member")
    reading = Place.objects.filter(room=room, seen_at__gt=lately).values("member")
    writing = Message.objects.said().filter(room=room, created_at__gt=lately).values("author")
    coming = meeting.attendances.attending().still_inside(room.group_id)
    here = coming.filter(member__in=present) | coming.filter(member__in=reading) | coming.filter(member__in=writing)
    return here.order_by("answered_at", "pk")


def _give_word(meeting: Meeting, *, without: int = 0, now: datetime) -> None:
    following = meeting.hands.up().filter(called_at=None).exclude(pk=without).first()
    if following is not None:
        Hand.objects.filter(pk=following.pk).update(called_at=now)


def _is_where_they_were(meeting: Meeting, after: int) -> bool:
    speaking = meeting.hands.up().filter(called_at__isnull=False).values_list("pk", flat=True).first()
    return (speaking or 0) == after


def _led(meeting: Meeting, host: User, *, now: datetime) -> tuple[Room, Meeting]:
    """Whoever may not speak there any more leaves the line for good, also with the word in their hand: nobody sees
    them in it, and the word would stay with them."""
    held(meeting, host)
    room, meeting = _running(meeting)
    up = meeting.hands.filter(lowered_at=None)
    up.exclude(pk__in=meeting.hands_at(now).order_by().values("pk")).update(lowered_at=now)
    return room, meeting


def _running(meeting: Meeting) -> tuple[Room, Meeting]:
    """Room and meeting, locked, while it runs."""
    room, meeting = locked(meeting.room), locked_meeting(meeting)
    if not meeting.is_running:
        raise PermissionDenied(_("This meeting does not run now."))
    return room, meeting
