"""Every write to a room. Whoever writes locks the room's row first, so numbers commit in their order."""

from community.chat.actions.alerting import alert_hosts
from community.chat.actions.annotating import add_team_notes, set_notice, take_team_notes
from community.chat.actions.calming import calm_room, end_calm
from community.chat.actions.choosing import choose_level, choose_reading
from community.chat.actions.editing import edit_message
from community.chat.actions.erasing import erase_old_messages
from community.chat.actions.hiding import blank_phrases, hide_message, restore_message
from community.chat.actions.hiding_recent import hide_recent, show_again
from community.chat.actions.letting_through import keep_back, let_appear
from community.chat.actions.opening import (
    close_room,
    close_unhosted_rooms,
    open_by_hand,
    open_room,
    tell_quiet_hours,
)
from community.chat.actions.pacing import pace_room
from community.chat.actions.pausing import end_pause, pause_member
from community.chat.actions.pinning import TooManyPins, pin_message, unpin_message
from community.chat.actions.presence import forget_presences, remember_presences
from community.chat.actions.reading import hold_place, let_go, mark_read
from community.chat.actions.removing import remove_message, undo_removal
from community.chat.actions.second_thoughts import send_now, take_back
from community.chat.actions.sending import AnsweredIsGone, publish, publish_due, send_message
from community.chat.actions.settling import AddressRefused, add_room, change_room
from community.chat.actions.signing import read_signs, set_signs
from community.chat.actions.telling import tell_of_room

__all__ = [
    "AddressRefused",
    "AnsweredIsGone",
    "TooManyPins",
    "add_room",
    "add_team_notes",
    "alert_hosts",
    "blank_phrases",
    "calm_room",
    "change_room",
    "choose_level",
    "choose_reading",
    "close_room",
    "close_unhosted_rooms",
    "edit_message",
    "end_calm",
    "end_pause",
    "erase_old_messages",
    "forget_presences",
    "hide_message",
    "hide_recent",
    "hold_place",
    "keep_back",
    "let_appear",
    "let_go",
    "mark_read",
    "open_by_hand",
    "open_room",
    "pace_room",
    "pause_member",
    "pin_message",
    "publish",
    "publish_due",
    "read_signs",
    "remember_presences",
    "remove_message",
    "restore_message",
    "send_message",
    "send_now",
    "set_notice",
    "set_signs",
    "show_again",
    "take_back",
    "take_team_notes",
    "tell_of_room",
    "tell_quiet_hours",
    "undo_removal",
    "unpin_message",
]
