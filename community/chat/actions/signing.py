"""Kind signs to what somebody said. Everybody sees which kinds it got; who sent them, its author alone."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import Block, User
from community.chat.actions.editing import locked_message
from community.chat.actions.recording import record
from community.chat.limits import SIGNS_GIVEN, refuse_often
from community.chat.models import Message, Room, RoomEvent
from community.chat.permissions import can_sign, is_host
from community.core.phrases import filled
from community.groups.mentions import readers_of
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification


@transaction.atomic
def set_signs(message: Message, *, member: User, kinds: int, now: datetime) -> None:
    """The signs of this member to this message are now these (bits of SIGNS, 0: none). Whoever the author blocked by
    name sees them given, and the room their kinds; the author never learns whose they are, so that undoing a block
    shows nothing either. A block of another name withholds nothing: its lack would say whose that is. Raises `TooSoon`
    for a sign given, never for one taken back."""
    room, message = locked_message(message)
    member = as_now(member)
    if not can_sign(member, message, now=now):
        raise PermissionDenied(_("You cannot send a sign to this message now."))
    if kinds:
        if not is_host(member, room):
            refuse_often(member, SIGNS_GIVEN, now=now)
        withheld = Block.objects.by_name().against(member).filter(blocker=message.author_id).exists()
        sign = {"kinds": kinds, "changed_at": now, "withheld": withheld}
        message.given_signs.update_or_create(member=member, defaults=sign)
    else:
        withheld = True
        message.given_signs.filter(member=member).delete()
    _show(room, message, now=now)
    if not withheld:
        _tell_author(message, member, now=now)


def _show(room: Room, message: Message, *, now: datetime) -> None:
    """The room hears of it when a kind appears or goes, not of each sign: nobody can count them. What is
    withheld from the author is a kind like any other: whoever gave it would miss it at once."""
    kinds = 0
    for given in message.given_signs.values_list("kinds", flat=True).distinct():
        kinds |= given
    if kinds != message.signs:
        message.signs = kinds
        message.save(update_fields=["signs"])
        record(room, RoomEvent.Kind.SIGNED, message=message, now=now)


def _tell_author(message: Message, member: User, *, now: datetime) -> None:
    """One notice waits for each message, and each sender is announced once, however often they change their mind."""
    author = readers_of(message.room.group).filter(pk=message.author_id).first()
    text = filled(_("%(name)s sent you a kind sign"), name=member)
    about: dict[str, Any] = {"kind": Notification.Kind.REACTION, "key": key_of_signs(message)}
    if author is None or author.notifications.filter(Q(read_at=None) | Q(actor=member), **about).exists():
        return
    notify(recipient=author, text=text, url=message.neutral_url, actor=member, mail=False, now=now, **about)


def key_of_signs(message: Message) -> str:
    return f"message-signs-{message.pk}"


@transaction.atomic
def read_signs(message: Message, *, member: User, now: datetime) -> None:
    """The author has looked at the page that shows them."""
    mark_read_about(member, kind=Notification.Kind.REACTION, key=key_of_signs(message), now=now)
