"""Every write of the forum, by what is written."""

from community.forum.actions.announcing import announce_post
from community.forum.actions.editing import edit_post, hide_revision, show_revision
from community.forum.actions.hiding import hide_post, restore_post
from community.forum.actions.reading import mark_read
from community.forum.actions.removing import remove_post, undo_removal
from community.forum.actions.writing import add_reply, publish_held, start_thread

__all__ = [
    "add_reply",
    "announce_post",
    "edit_post",
    "hide_post",
    "hide_revision",
    "mark_read",
    "publish_held",
    "remove_post",
    "restore_post",
    "show_revision",
    "start_thread",
    "undo_removal",
]
