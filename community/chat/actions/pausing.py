"""Give a member a pause from writing in one room, and end it. Nobody else is told."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import locked
from community.chat.models import Pause, Room
from community.chat.permissions import can_pause
from community.core.realtime import group_of_member, poke
from community.notifications.actions import notify
from community.notifications.models import Notification

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=28)


@transaction.atomic
def pause_member(*, room: Room, host: User, member: User, length: timedelta, reason: str, now: datetime) -> Pause:
    """From now on; one that runs already gives way. The member learns it at once, with the reason."""
    room = locked(room)
    if not can_pause(as_now(host), as_now(member), room):
        raise PermissionDenied(_("You cannot give this person a pause here."))
    if not SHORTEST <= length <= LONGEST or not reason.strip():
        raise PermissionDenied(_("A pause has a reason, and lasts 5 minutes to 28 days."))
    room = hosted(room, host, now=now)
    room.pauses.in_force(now).filter(member=member).update(ended_at=now)
    pause = room.pauses.create(member=member, given_by=host, reason=reason, starts_at=now, until=now + length)
    _tell(pause, _("You have a pause from writing in one room. Open it to read why, and until when."), now=now)
    return pause


@transaction.atomic
def end_pause(*, pause: Pause, host: User, now: datetime) -> bool:
    """Before its time; False when it is over."""
    hosted(pause.room, host, now=now)
    if not Pause.objects.in_force(now).filter(pk=pause.pk).update(ended_at=now):
        return False
    _tell(pause, _("Your pause from writing in one room is over."), now=now)
    return True


def _tell(pause: Pause, text: Promise, *, now: datetime) -> None:
    """In the app alone, and to their open pages: no mail names a room."""
    url = pause.room.get_absolute_url()
    notify(
        recipient=pause.member,
        kind=Notification.Kind.MODERATION,
        text=text,
        url=url,
        key=f"chat-pause-{pause.room_id}",
        mail=False,
        now=now,
    )
    poke(group_of_member(pause.member_id), {})
