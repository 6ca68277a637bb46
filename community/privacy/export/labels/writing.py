"""What members write and read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What one row is, under "", and its columns.
TABLES: dict[str, dict[str, Promise]] = {
    "forum.Post": {
        "": _("Post"),
        "answers": _("Answers to the questions of the board"),
        "number": _("Place in the conversation"),
        "names_medicine": _("It names a medicine"),
        "picture_count": _("Pictures"),
        "published_at": _("Readable since"),
        "announced_at": _("Who wanted to hear of it was told on"),
        "edit_count": _("How often you changed it"),
        "hidden_reason": _("Why the team hid it"),
        "help": _("Written with help"),
    },
    "forum.Revision": {
        "": _("An earlier wording of a post"),
        "number": _("Which one"),
    },
    "forum.Thread": {
        "": _("A conversation you started"),
        "last_post_at": _("Newest post on"),
        "post_count": _("Posts"),
        "slow_seconds": _("Seconds between two posts of one member"),
        "locked_at": _("Closed on"),
        "pinned_until": _("Pinned until"),
        "merged_into": _("Joined with the conversation"),
    },
    "forum.Alias": {
        "": _("Another name you wrote under"),
        "retired_at": _("No longer used since"),
    },
    "forum.Picture": {
        "": _("Picture"),
        "file": _("File"),
        "width": _("Width in points"),
        "height": _("Height in points"),
        "alt": _("What the picture shows"),
        "left_out_at": _("Taken out of the post on"),
    },
    "forum.Poll": {
        "": _("A question you put to a vote"),
        "question": _("Question"),
        "multiple": _("More than one answer may be chosen"),
        "secret": _("Nobody sees who chose what"),
        "closes_at": _("Open until"),
    },
    "forum.PollOption": {
        "": _("An answer that could be chosen"),
        "poll": _("Question"),
    },
    "forum.Vote": {
        "": _("Your vote"),
        "option": _("You chose"),
    },
    "forum.Reaction": {
        "": _("A sign you gave to a post"),
    },
    "chat.Sign": {
        "": _("A sign you gave to a message"),
    },
    "forum.Bookmark": {
        "": _("A post you keep"),
        "remind_on": _("Remind me on"),
    },
    "forum.ThreadRead": {
        "": _("A conversation you read"),
        "number": _("Read up to the post"),
        "level_reason": _("Why you hear of it"),
    },
    "forum.PlaceLevel": {
        "": _("How much you want to hear of a place"),
    },
    "chat.Place": {
        "": _("A room you read"),
        "read_seq": _("Read up to the message"),
        "held_seq": _("A place you keep, at the message"),
        "told_seq": _("You were told up to the message"),
    },
    "chat.Presence": {
        "": _("You are in a room"),
        "is_named": _("With your name"),
    },
    "chat.Message": {
        "": _("Message in a room"),
        "seq": _("Place in the room"),
        "earlier": _("Earlier wordings"),
    },
    "conversations.Participant": {
        "": _("A private conversation you are in"),
        "conversation": _("Conversation"),
        "joined_number": _("You came in at the message"),
        "declined_at": _("Declined on"),
        "muted_at": _("Quiet since"),
        "read_number": _("Read up to the message"),
    },
    "conversations.Conversation": {
        "": _("Private conversation"),
        "last_message_at": _("Newest message on"),
        "message_count": _("Messages"),
    },
    "conversations.PrivateMessage": {
        "": _("Private message"),
        "conversation": _("Conversation"),
        "number": _("Place in the conversation"),
    },
    "drafts.Draft": {
        "": _("Draft"),
        "version": _("How often it was saved"),
        "saved_at": _("Saved on"),
        "discarded_at": _("Thrown away on"),
    },
    "drafts.OtherVersion": {
        "": _("Another version of a draft"),
        "draft": _("Draft"),
    },
    "resources.Opinion": {
        "": _("Whether a page helped you"),
        "is_useful": _("It helped"),
        "given_at": _("Said on"),
    },
    "resources.Suggestion": {
        "": _("A suggestion for a page"),
        "outcome": _("What became of it"),
    },
    "resources.KeptQuestion": {
        "": _("A question for your doctor"),
        "picked": _("Taken from our list"),
    },
}
