"""Who may listen and who may speak in a room. Reading is `Room.objects.visible_to(user)`.

`may_…` is told the role in the group, for pages that have read it already; `can_…` asks for it.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.chat.models import Message, Room
from community.groups.models import Membership
from community.groups.permissions import can_moderate, moderates, role_in

Person = User | AnonymousUser
TIME_TO_EDIT = timedelta(minutes=15)
TIME_TO_UNDO = timedelta(minutes=10)


def can_listen(member: Person, room: Room) -> bool:
    return may_listen(member, role=role_in(member, room.group))


def may_listen(member: Person, *, role: str | None) -> bool:
    """Live news goes to the group's members; others who may see the room read its page."""
    return role is not None or moderates(member, role)


def is_host(member: Person, room: Room) -> bool:
    return hosts(member, role=role_in(member, room.group))


def hosts(member: Person, *, role: str | None) -> bool:
    """Hosts and moderators of its group, and moderators of the site; nobody whom the team has silenced."""
    as_host = role == Membership.Role.HOST and isinstance(member, User) and not member.is_silenced
    return as_host or moderates(member, role)


def can_speak(member: Person, room: Room, *, now: datetime) -> bool:
    return may_speak(member, room, role=role_in(member, room.group), now=now)


def may_speak(member: Person, room: Room, *, role: str | None, now: datetime) -> bool:
    """Whoever listens, while the room is open to them and nothing keeps them from writing. Hosts at any time."""
    if not can_write(member, now=now) or not may_listen(member, role=role):
        return False
    return not why_silent(member, room, role=role, now=now)


def why_silent(member: Person, room: Room, *, role: str | None, now: datetime) -> str:
    """What keeps this member of the group from writing here now, in words; empty for whoever may."""
    if not isinstance(member, User):
        return ""
    if member.silence_in_words:
        return member.silence_in_words
    if not room.is_open and not hosts(member, role=role):
        return _("The room is closed now. You can read what was said.")
    return ""


def can_edit(member: Person, message: Message, *, now: datetime) -> bool:
    """One's own words, for a quarter of an hour, where one could say them now."""
    own = message.author_id == member.pk and message.is_shown
    return own and now - message.created_at < TIME_TO_EDIT and can_speak(member, message.room, now=now)


def can_remove(member: Person, message: Message) -> bool:
    """One's own words, whatever else one may not do; not what the team took out of sight."""
    return isinstance(member, User) and member.is_active and message.author_id == member.pk and message.is_shown


def can_undo_removal(member: Person, message: Message, *, now: datetime) -> bool:
    """For ten minutes. The team cannot: it was the author's decision."""
    own = isinstance(member, User) and member.is_active and message.author_id == member.pk
    return own and message.removed_at is not None and now - message.removed_at < TIME_TO_UNDO


def can_sign(member: Person, message: Message, *, now: datetime) -> bool:
    """To words of others that can be read, where one could answer them."""
    return message.is_shown and message.author_id != member.pk and can_speak(member, message.room, now=now)


def can_see_earlier(member: Person, message: Message) -> bool:
    """What a message said before it was changed is for the team."""
    return bool(message.earlier) and message.is_shown and can_moderate(member, message.room.group)
