"""Hosts who are in the room hear at once that something in it was reported: not what, and not by whom."""

from community.chat.models import Message
from community.chat.permissions import hosts_of
from community.core.realtime import group_of_member, poke


def alert_hosts(message: Message) -> None:
    """Their open pages of this room, after commit. Never the one who wrote it."""
    for pk in hosts_of(message.room).exclude(pk=message.author_id).values_list("pk", flat=True):
        poke(group_of_member(pk), {"alert": message.room_id})
