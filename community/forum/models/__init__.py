"""Boards of a support group, their threads and posts, and what members keep, feel and want to hear about them."""

from community.forum.models.aliases import Alias, BlockedAlias
from community.forum.models.boards import Board, FormField, ReadingLink
from community.forum.models.keeping import REACTIONS, Bookmark, Reaction
from community.forum.models.levels import Level, PlaceLevel
from community.forum.models.pictures import Picture
from community.forum.models.polls import LONGEST_OPTION, LONGEST_QUESTION, Poll, PollOption, Vote
from community.forum.models.posts import LONGEST_BODY, Post, Revision
from community.forum.models.threads import LONGEST_TITLE, Thread, ThreadEvent, ThreadRead

__all__ = [
    "LONGEST_BODY",
    "LONGEST_OPTION",
    "LONGEST_QUESTION",
    "LONGEST_TITLE",
    "REACTIONS",
    "Alias",
    "BlockedAlias",
    "Board",
    "Bookmark",
    "FormField",
    "Level",
    "Picture",
    "PlaceLevel",
    "Poll",
    "PollOption",
    "Post",
    "Reaction",
    "ReadingLink",
    "Revision",
    "Thread",
    "ThreadEvent",
    "ThreadRead",
    "Vote",
]
