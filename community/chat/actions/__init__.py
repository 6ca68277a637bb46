"""Every write to a room. Whoever writes locks the room's row first, so numbers commit in their order."""

from community.chat.actions.choosing import choose_level, choose_reading
from community.chat.actions.editing import edit_message
from community.chat.actions.hiding import blank_phrases, hide_message, restore_message
from community.chat.actions.reading import hold_place, let_go, mark_read
from community.chat.actions.removing import remove_message, undo_removal
from community.chat.actions.second_thoughts import send_now, take_back
from community.chat.actions.sending import AnsweredIsGone, publish, publish_due, send_message
from community.chat.actions.signing import read_signs, set_signs
from community.chat.actions.telling import tell_of_room

__all__ = [
    "AnsweredIsGone",
    "blank_phrases",
    "choose_level",
    "choose_reading",
    "edit_message",
    "hide_message",
    "hold_place",
    "let_go",
    "mark_read",
    "publish",
    "publish_due",
    "read_signs",
    "remove_message",
    "restore_message",
    "send_message",
    "send_now",
    "set_signs",
    "take_back",
    "tell_of_room",
    "undo_removal",
]
