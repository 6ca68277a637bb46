"""Who may listen and who may speak in a room. Reading is `Room.objects.visible_to(user)`."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.chat.models import Room
from community.groups.permissions import can_moderate, is_member


def can_listen(member: User | AnonymousUser, room: Room) -> bool:
    """Live news goes to the group's members; others who may see the room read its page."""
    return is_member(member, room.group) or can_moderate(member, room.group)


def can_speak(member: User | AnonymousUser, room: Room, *, now: datetime) -> bool:
    return can_write(member, now=now) and can_listen(member, room)
