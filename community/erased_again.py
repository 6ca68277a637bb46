"""How a restore does an erasure once more, by the kind that `core.erasures` wrote down: `act(keys, now=…) -> how many`.

Whatever takes something of a person away for good, or out of sight, has a kind here and calls `record_erasure`.
"""

ERASED_AGAIN = {
    "accounts.consent": "community.accounts.actions.withdraw_again",
    "reminders.reminder": "community.reminders.actions.erasing.erase_again",
    "accounts.invitation": "community.accounts.inviting.actions.end_again",  # an address that lets nobody in any more
    "resources.question": "community.resources.actions.questions.erase_again",
    "forum.post": "community.forum.actions.again.remove_posts",  # taken back by its author
    "forum.post.hidden": "community.forum.actions.again.hide_posts",  # by the team
    "forum.post.blanked": "community.forum.actions.again.hide_blanked_posts",  # a phrase: which one is kept nowhere
    "forum.revision": "community.forum.actions.again.hide_revisions",
    "forum.poll": "community.forum.actions.again.remove_polls",
    "forum.bookmark": "community.forum.actions.again.remove_bookmarks",
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
    "profiles.detail": "community.profiles.actions.delete_again",
    "profiles.detail.emptied": "community.profiles.actions.empty_again",  # the row stays, as the team hid it
    "profiles.detail.hidden": "community.profiles.actions.hide_again",  # by the team
    "profiles.detail.withdrawn": "community.profiles.actions.withdraw_again",  # by its owner, who keeps the words
    "moderation.debrief": "community.moderation.duty.actions.remove_debriefs_again",
    "carers.arrangement": "community.carers.actions.end_again",  # a helper who was sent away stays away
    "carers.draft": "community.carers.actions.throw_away_again",
    "privacy.leaving.take": "community.privacy.leaving.actions.again.take_again",  # by member: in the days to undo it
    "privacy.leaving.leave": "community.privacy.leaving.actions.again.leave_again",
    "privacy.stayed": "community.privacy.leaving.actions.again.stay_again",  # undone: it may not go on
    "privacy.left.take": "community.privacy.leaving.actions.again.erase_takers",
    "privacy.left.leave": "community.privacy.leaving.actions.again.erase_leavers",
    "calendars.feed": "community.calendars.actions.revoke_again",  # by member: an address that leads nowhere any more
}
