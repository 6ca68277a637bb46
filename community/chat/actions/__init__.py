"""Every write to a room. Whoever writes locks the room's row first, so numbers commit in their order."""

from community.chat.actions.hiding import blank_phrases, hide_message, restore_message
from community.chat.actions.sending import publish, publish_due, send_message

__all__ = ["blank_phrases", "hide_message", "publish", "publish_due", "restore_message", "send_message"]
