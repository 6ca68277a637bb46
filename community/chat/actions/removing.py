"""Authors take their own words back, and for ten minutes undo that. The place in the room stays."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.chat.actions.editing import locked_message
from community.chat.actions.hiding import tell
from community.chat.actions.recording import locked, record
from community.chat.limits import RETURNS, refuse_often
from community.chat.models import Message, RoomEvent
from community.chat.permissions import can_remove, can_undo_removal, is_host
from community.core.erasures import record_erasure, record_return
from community.notifications.actions import withdraw


@transaction.atomic
def remove_message(message: Message, *, author: User, now: datetime) -> bool:
    """False when the author has removed it before: a double click."""
    room, message = locked_message(message)
    if message.removed_at is not None and message.author_id == author.pk:
        return False
    if not can_remove(author, message):
        raise PermissionDenied(_("Only its author removes a message that can be read."))
    message.removed_at = now
    message.save(update_fields=["removed_at"])
    record(room, RoomEvent.Kind.REMOVED, message=message, now=now)
    record_erasure("chat.message", message.pk)
    withdraw(url=message.neutral_url, now=now)
    return True


@transaction.atomic
def undo_removal(message: Message, *, author: User, now: datetime) -> bool:
    """False when it is back already; PermissionDenied once the ten minutes are over. Raises `TooSoon`; taking back
    never does."""
    room, message = locked_message(message)
    if message.removed_at is None and message.author_id == author.pk:
        return False
    author = held_now(author)
    if not can_undo_removal(author, message, now=now):
        raise PermissionDenied(_("A removed message can be brought back for ten minutes, by an author who may write."))
    if not is_host(author, room):
        refuse_often(author, RETURNS, now=now)
    message.removed_at = None
    message.save(update_fields=["removed_at"])
    record(room, RoomEvent.Kind.RETURNED, message=message, now=now)
    record_return("chat.message", message.pk)
    return True


@transaction.atomic
def return_messages(messages: Iterable[Message], *, now: datetime) -> None:
    """Of somebody who had taken everything with them, and stays."""
    for message in messages:
        room = locked(message.room)
        if Message.objects.filter(pk=message.pk, removed_at__isnull=False).update(removed_at=None):
            tell(room, RoomEvent.Kind.RETURNED, message, now)
