"""Authors change what they said, for a quarter of an hour. What it said before is kept for the team."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.chat.actions.calling import tell_called
from community.chat.actions.recording import locked, record
from community.chat.limits import refuse_hasty_edit
from community.chat.models import Message, Room, RoomEvent
from community.chat.permissions import can_edit, is_host
from community.chat.rendering import rendered
from community.words.actions import record as record_hits
from community.words.known import judge
from community.words.models import Hit


@transaction.atomic
def edit_message(message: Message, *, author: User, body: str, content_notes: int, now: datetime) -> bool:
    """Replace words and content notes, those of the team stay; False when they are the same. Raises `TooSoon` as
    sending does."""
    (room, message), author = locked_message(message), held_now(author)
    content_notes |= message.team_notes
    if not can_edit(author, message, now=now):
        raise PermissionDenied(_("A message can be changed by its author, for 15 minutes."))
    if (body, content_notes) == (message.body, message.content_notes):
        return False
    before, verdict = message.body, judge(body)
    refuse_hasty_edit(message, body=body, is_host=is_host(author, room), verdict=verdict, now=now)
    _keep(message, now=now)
    message.body, message.content_notes, message.edited_at = body, content_notes, now
    message.body_html = rendered(message.said, group=room.group)
    message.save(update_fields=["body", "body_html", "content_notes", "edited_at", "earlier"])
    record(room, RoomEvent.Kind.EDITED, message=message, now=now)
    record_hits(verdict.beyond(judge(before)), kind=Hit.Kind.MESSAGE, object_pk=message.pk, now=now)
    tell_called(message, now=now)
    return True


def _keep(message: Message, *, now: datetime) -> None:
    since = message.edited_at or message.created_at
    message.earlier = [*message.earlier, {"body": message.body, "at": since.isoformat(), "until": now.isoformat()}]


def locked_message(message: Message) -> tuple[Room, Message]:
    """Both as they are now, kept from other writers until commit; the room first, as everywhere."""
    room = locked(message.room)
    return room, room.messages.for_page().get(pk=message.pk)
