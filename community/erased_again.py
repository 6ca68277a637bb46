"""How a restore does an erasure once more, by the kind that `core.erasures` wrote down: `act(keys, now=…) -> how many`.

Whatever takes something of a person away for good, or out of sight, has a kind here and calls `record_erasure`.
"""

ERASED_AGAIN = {
    "forum.post": "community.forum.actions.again.remove_posts",  # taken back by its author
    "forum.post.hidden": "community.forum.actions.again.hide_posts",  # by the team
    "forum.post.blanked": "community.forum.actions.again.hide_blanked_posts",  # a phrase: which one is kept nowhere
    "forum.revision": "community.forum.actions.again.hide_revisions",
    "forum.picture": "community.forum.actions.again.forget_pictures",
    "forum.picture.hidden": "community.forum.actions.again.hide_pictures",
    "chat.message": "community.chat.actions.again.remove_messages",
    "chat.message.hidden": "community.chat.actions.again.hide_messages",
    "chat.message.blanked": "community.chat.actions.again.hide_messages",
    "chat.message.erased": "community.chat.actions.again.erase_messages",
    "conversations.message": "community.conversations.actions.again.remove_messages",
    "conversations.message.hidden": "community.conversations.actions.again.hide_messages",
    "conversations.message.blanked": "community.conversations.actions.again.hide_messages",
    "drafts.draft": "community.drafts.actions.delete_again",
    "moderation.debrief": "community.moderation.duty.actions.remove_debriefs_again",
    "calendars.feed": "community.calendars.actions.revoke_again",  # by member: an address that leads nowhere any more
}
