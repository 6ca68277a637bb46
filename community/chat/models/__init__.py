"""Rooms of a group, what is said in them, what happened there in order, and what members keep."""

from community.chat.models.calendar_entries import CalendarEntry
from community.chat.models.events import RoomEvent
from community.chat.models.meetings import Attendance, Hand, Meeting, MeetingPlan, MeetingReminder
from community.chat.models.messages import LONGEST_MESSAGE, MOST_PINNED, REPORTABLE_AFTER_REMOVAL, SIGNS, Message, Sign
from community.chat.models.people import ChatSettings, Pause, Place, Presence
from community.chat.models.reading import RoomReading
from community.chat.models.rooms import (
    CALM_PACE,
    LONGEST_ADDRESS,
    LONGEST_RETENTION,
    LONGEST_RULES,
    QUICKEST,
    SLOWEST,
    Room,
    why_not_address,
)

__all__ = [
    "CALM_PACE",
    "LONGEST_ADDRESS",
    "LONGEST_MESSAGE",
    "LONGEST_RETENTION",
    "LONGEST_RULES",
    "MOST_PINNED",
    "QUICKEST",
    "REPORTABLE_AFTER_REMOVAL",
    "SIGNS",
    "SLOWEST",
    "Attendance",
    "CalendarEntry",
    "ChatSettings",
    "Hand",
    "Meeting",
    "MeetingPlan",
    "MeetingReminder",
    "Message",
    "Pause",
    "Place",
    "Presence",
    "Room",
    "RoomEvent",
    "RoomReading",
    "Sign",
    "why_not_address",
]
