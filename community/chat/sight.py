"""Places that notices of rooms and meetings name, as far as a member may see them."""

from community.accounts.models import User
from community.chat.meeting_querysets import MeetingQuerySet
from community.chat.models import Meeting, Message, Room
from community.chat.querysets import MessageQuerySet, RoomQuerySet


def rooms(member: User) -> RoomQuerySet:
    return Room.objects.visible_to(member)


def messages(member: User) -> MessageQuerySet:
    """The notice names the room, which stays where it is when the message goes."""
    return Message.objects.placed_for(member)


def meetings(member: User) -> MeetingQuerySet:
    return Meeting.objects.visible_to(member)
