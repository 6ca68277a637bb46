"""Every write to a room. Whoever writes locks the room's row first, so numbers commit in their order."""

from community.chat.actions.choosing import choose_level, choose_reading
from community.chat.actions.hiding import blank_phrases, hide_message, restore_message
from community.chat.actions.reading import mark_read
from community.chat.actions.second_thoughts import send_now, take_back
from community.chat.actions.sending import publish, publish_due, send_message
from community.chat.actions.telling import tell_of_room

__all__ = [
    "blank_phrases",
    "choose_level",
    "choose_reading",
    "hide_message",
    "mark_read",
    "publish",
    "publish_due",
    "restore_message",
    "send_message",
    "send_now",
    "take_back",
    "tell_of_room",
]
