"""Lead a meeting: open it, welcome people, agree on a summary, close it."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.attending import locked_meeting
from community.chat.actions.opening import close_room, open_room
from community.chat.actions.recording import locked, record
from community.chat.models import Meeting, MeetingPlan, Room, RoomEvent
from community.chat.permissions import is_host

EARLY = timedelta(hours=1)  # before the start a host may open it
MEETING = RoomEvent.Kind.MEETING


class NotNow(ValueError):
    """It cannot be opened now; `str()` says why."""


@transaction.atomic
def open_meeting(*, meeting: Meeting, host: User, now: datetime) -> bool:
    """The room is open from now on, and shows the welcome message; False when it runs already."""
    room, meeting = held(meeting, host)
    if meeting.is_running:
        return False
    if meeting.cancelled_at or meeting.closed_at or meeting.ends_at <= now:
        raise NotNow(_("This meeting is over, or it was called off."))
    if now < meeting.starts_at - EARLY:
        raise NotNow(_("A meeting can be opened from one hour before it begins."))
    if room.meeting_id is not None:
        raise NotNow(_("Another meeting runs in this room. Close that one first."))
    open_room(room=room, host=host, now=now)
    meeting.opened_at = now
    meeting.save(update_fields=["opened_at"])
    _show_in_room(room, meeting, now=now)
    return True


@transaction.atomic
def close_meeting(*, meeting: Meeting, host: User, now: datetime) -> bool:
    """Nobody has the word any more. A room that is only for meetings closes; False when it was not running."""
    room, meeting = held(meeting, host)
    if not meeting.is_running:
        return False
    _close(room, meeting, host=host, now=now)
    return True


def _close(room: Room, meeting: Meeting, *, host: User | None, now: datetime) -> None:
    meeting.hands.filter(lowered_at=None).update(lowered_at=now)
    meeting.closed_at = now
    meeting.save(update_fields=["closed_at"])
    _show_in_room(room, None, now=now)
    if room.opening == Room.Opening.MEETINGS:
        close_room(room=room, host=host, now=now)


def _show_in_room(room: Room, meeting: Meeting | None, *, now: datetime) -> None:
    """Read anew: its count may have gone on when it was opened."""
    room = locked(room)
    room.meeting = meeting
    room.save(update_fields=["meeting"])
    record(room, MEETING, now=now)


@transaction.atomic
def change_welcome(*, meeting: Meeting, host: User, welcome: str, now: datetime) -> None:
    """Of this meeting and of those after it."""
    plan = MeetingPlan.objects.select_for_update(no_key=True).get(pk=meeting.plan_id)  # before its meetings
    room, meeting = held(meeting, host)
    plan.welcome = welcome
    plan.save(update_fields=["welcome"])
    if meeting.is_running:
        record(room, MEETING, now=now)


@transaction.atomic
def draft_summary(*, meeting: Meeting, host: User, summary: str) -> None:
    """Shown to those who came. Whoever agreed to other words has not agreed to these."""
    _room, meeting = held(meeting, host)
    if meeting.summary_url or meeting.summary == summary:
        return
    meeting.attendances.update(agreed_at=None)
    meeting.summary = summary
    meeting.save(update_fields=["summary"])


@transaction.atomic
def agree(*, meeting: Meeting, member: User, summary: str, now: datetime) -> bool:
    """To the words that were on the member's page; False when the host has changed them since."""
    meeting = locked_meeting(meeting)
    own = meeting.attendances.attending().still_inside(meeting.room.group_id).filter(member=member)
    if not own.exists():
        raise PermissionDenied(_("Only those who said that they would come agree to the summary."))
    if not summary or meeting.summary_url or meeting.summary != summary:
        return False
    own.filter(agreed_at=None).update(agreed_at=now)
    return True


@transaction.atomic
def keep_summary(*, meeting: Meeting, host: User, summary: str, url: str) -> None:
    """As it was posted, and where."""
    _room, meeting = held(meeting, host)
    meeting.summary, meeting.summary_url = summary, url
    meeting.save(update_fields=["summary", "summary_url"])


@transaction.atomic
def close_forgotten(*, now: datetime) -> int:
    """Meetings that nobody closed, some hours after their end: as if a host had."""
    forgotten = Room.objects.filter(meeting__ends_at__lte=now - timedelta(hours=3)).order_by("pk")
    for found in forgotten:
        room = locked(found)
        if room.meeting_id is not None:
            _close(room, locked_meeting(Meeting.objects.get(pk=room.meeting_id)), host=None, now=now)
    return len(forgotten)


def held(meeting: Meeting, host: User) -> tuple[Room, Meeting]:
    """Room and meeting as they are now, kept from others, for somebody who may lead there."""
    room, meeting = locked(meeting.room), locked_meeting(meeting)
    if not is_host(as_now(host), room):
        raise PermissionDenied(_("Only hosts and moderators of the group can do this."))
    return room, meeting
