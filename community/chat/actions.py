"""Every write to a room. Whoever writes locks the room's row first, so numbers commit in their order."""

from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.models import Message, Room, RoomEvent
from community.chat.permissions import can_speak
from community.core.realtime import poke
from community.core.text import render_markdown
from community.groups.permissions import can_moderate
from community.words.actions import record
from community.words.known import judge
from community.words.masking import masked
from community.words.models import Hit


@transaction.atomic
def send_message(*, room: Room, author: User, body: str, client_id: UUID, now: datetime) -> Message:
    """Add one message; the same `client_id` a second time returns the first."""
    if not can_speak(author, room, now=now):
        raise PermissionDenied(author.silence_in_words or _("You cannot write in this room now."))
    room = _locked(room)
    if (already := _sent_before(room, author, body, client_id)) is not None:
        return already
    message = room.messages.create(
        seq=room.last_seq + 1,
        author=author,
        body=body,
        body_html=render_markdown(masked(body)),
        client_id=_free_id(room, author, body, client_id),
        created_at=now,
    )
    _record(room, RoomEvent.Kind.SENT, message, now)
    record(judge(body), kind=Hit.Kind.MESSAGE, object_pk=message.pk, now=now)
    return message


def _sent_before(room: Room, author: User, body: str, client_id: UUID) -> Message | None:
    ids = [client_id, _id_of_words(room, body, client_id)]
    return room.messages.filter(author=author, client_id__in=ids, body=body).first()


def _free_id(room: Room, author: User, body: str, client_id: UUID) -> UUID:
    """Other words under a used id are a message of their own, and a second try of them is still the same one."""
    used = Message.objects.filter(author=author, client_id=client_id).exists()
    return _id_of_words(room, body, client_id) if used else client_id


def _id_of_words(room: Room, body: str, client_id: UUID) -> UUID:
    return uuid5(client_id, f"{room.pk} {body}")


@transaction.atomic
def hide_message(message: Message, *, moderator: User, now: datetime) -> bool:
    """Take the text out of sight and leave the place; False when somebody did so before."""
    room = _moderated(message, moderator)
    hidden = Message.objects.filter(pk=message.pk, hidden_at=None).update(hidden_at=now)
    if hidden:
        _record(room, RoomEvent.Kind.HIDDEN, message, now)
    return bool(hidden)


@transaction.atomic
def restore_message(message: Message, *, moderator: User, now: datetime) -> bool:
    """Show a hidden message again; False when it was not hidden."""
    room = _moderated(message, moderator)
    restored = Message.objects.filter(pk=message.pk, hidden_at__isnull=False).update(hidden_at=None)
    if restored:
        _record(room, RoomEvent.Kind.RESTORED, message, now)
    return bool(restored)


@transaction.atomic
def blank_phrases(message: Message, *, phrases: list[str], moderator: User, now: datetime) -> bool:
    """Exactly these are taken out of what it says, in open rooms too; False when it says the same."""
    room = _moderated(message, moderator)
    said, message.blanks = message.said, phrases
    message.body_html = render_markdown(masked(message.said))
    message.save(update_fields=["blanks", "body_html"])
    if message.said == said:
        return False
    _record(room, RoomEvent.Kind.CHANGED, message, now)
    return True


def _moderated(message: Message, moderator: User) -> Room:
    """The message's room, locked, for somebody who may moderate there."""
    if not can_moderate(moderator, message.room.group):
        raise PermissionDenied(_("Only moderators of the group can do this."))
    return _locked(message.room)


def _locked(room: Room) -> Room:
    """The row as it is now, kept from other writers until commit (on SQLite the IMMEDIATE transaction does that)."""
    return Room.objects.select_for_update(no_key=True).get(pk=room.pk)


def _record(room: Room, kind: RoomEvent.Kind, message: Message, now: datetime) -> None:
    room.last_seq += 1
    room.save(update_fields=["last_seq"])
    room.events.create(seq=room.last_seq, kind=kind, message=message, created_at=now)
    poke(room.channel_group, {"seq": room.last_seq})
