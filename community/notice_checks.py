"""What notifications ask the apps whose notices they are.

NOTICE_CHECKS: just before a mail goes out, whether it is still wanted, by the first word of its notice's key.
"""

NOTICE_CHECKS = {
    "room": "community.chat.telling.still_wanted",
    "meeting": "community.chat.wanting.still_wanted",
    "thread": "community.forum.wanting.still_wanted",
    "conversation": "community.conversations.wanting.still_wanted",
    "digest": "community.digests.wanting.still_wanted",
    "help": "community.carers.wanting.still_wanted",
}
# Whose names a notice may hold: by the name of the page it leads to, what a member may see there.
NOTICE_SIGHT = {
    "chat:by_number": "community.chat.sight.rooms",
    "chat:found": "community.chat.sight.messages",
    "chat:meeting": "community.chat.sight.meetings",
}
