"""Who may read what in the forum, and in which order and columns lists show it."""

from community.forum.querysets.boards import BoardQuerySet
from community.forum.querysets.polls import PollOptionQuerySet
from community.forum.querysets.posts import BookmarkQuerySet, PictureQuerySet, PostQuerySet, RevisionQuerySet
from community.forum.querysets.threads import Quiet, ThreadQuerySet

__all__ = [
    "BoardQuerySet",
    "BookmarkQuerySet",
    "PictureQuerySet",
    "PollOptionQuerySet",
    "PostQuerySet",
    "Quiet",
    "RevisionQuerySet",
    "ThreadQuerySet",
]
