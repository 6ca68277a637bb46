"""What the team does to a message: out of sight and back, or some of its words gone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.recording import locked, record
from community.chat.models import Message, Room, RoomEvent
from community.chat.rendering import rendered
from community.core.erasures import record_erasure, record_return
from community.groups.permissions import can_moderate


@transaction.atomic
def hide_message(message: Message, *, moderator: User, now: datetime) -> bool:
    """Take the text out of sight and leave the place; False when somebody did so before."""
    room = moderated(message, moderator)
    hidden = Message.objects.filter(pk=message.pk, hidden_at=None).update(hidden_at=now)
    if hidden:
        tell(room, RoomEvent.Kind.HIDDEN, message, now)
        record_erasure("chat.message.hidden", message.pk)
    return bool(hidden)


@transaction.atomic
def restore_message(message: Message, *, moderator: User, now: datetime) -> bool:
    """Show a hidden message again; False when it was not hidden."""
    room = moderated(message, moderator)
    restored = Message.objects.filter(pk=message.pk, hidden_at__isnull=False).update(hidden_at=None)
    if restored:
        tell(room, RoomEvent.Kind.RESTORED, message, now)
        record_return("chat.message.hidden", message.pk)
    return bool(restored)


@transaction.atomic
def blank_phrases(message: Message, *, phrases: list[str], moderator: User, now: datetime) -> bool:
    """Exactly these are taken out of what it says, in open rooms too; False when it says the same."""
    room = moderated(message, moderator)
    there = Message.objects.get(pk=message.pk)  # its author may have changed it since it was read
    said, is_more = there.said, len(phrases) > len(there.blanks)
    there.blanks = phrases
    there.body_html = rendered(there.said, group=room.group)
    there.save(update_fields=["blanks", "body_html"])
    if there.said == said:
        return False
    tell(room, RoomEvent.Kind.CHANGED, message, now)
    (record_erasure if is_more else record_return)("chat.message.blanked", message.pk)
    return True


def tell(room: Room, kind: RoomEvent.Kind, message: Message, now: datetime) -> None:
    """Nobody in the room has heard of a message that still waits."""
    if Message.objects.said().filter(pk=message.pk).exists():
        record(room, kind, message=message, now=now)


def moderated(message: Message, moderator: User) -> Room:
    """The message's room, locked, for somebody who may moderate there."""
    room = locked(message.room)
    if not can_moderate(as_now(moderator), room.group):
        raise PermissionDenied(_("Only moderators of the group can do this."))
    return room
