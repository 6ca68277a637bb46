"""Who says, just before a mail goes out, whether it is still wanted: by the first word of its notice's key."""

NOTICE_CHECKS = {
    "room": "community.chat.telling.still_wanted",
    "thread": "community.forum.wanting.still_wanted",
    "conversation": "community.conversations.wanting.still_wanted",
    "digest": "community.digests.wanting.still_wanted",
}
