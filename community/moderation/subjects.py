"""What can be reported: a closed list, each looked up only among what the person asking may see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.models import Message
from community.conversations.models import PrivateMessage
from community.forum.models import Picture, Post
from community.groups.models import SupportGroup
from community.moderation.shown import (
    Reporter,
    reportable_messages,
    reportable_private_messages,
    shown_members,
    shown_messages,
    shown_pictures,
    shown_posts,
    shown_private_messages,
)
from community.moderation.snapshots import (
    fingerprint,
    profile_as_seen,
    text_of_post,
    text_of_private_message,
    text_of_profile,
    with_lines_around,
    with_messages_around,
)


def nothing(subject: Any) -> None:
    return None


@dataclass(frozen=True)
class Subject:
    """One reportable kind. Its key in SUBJECTS is also the name of its column on `Case`."""

    label: str | Promise
    model: type[Post] | type[Message] | type[PrivateMessage] | type[User] | type[Picture]
    visible_to: Callable[[Reporter], "QuerySet[Any]"]  # what is shown to this person
    place_path: str
    in_group: bool
    group_of: Callable[[Any], SupportGroup | None]
    text_of: Callable[[Any], str]
    excerpt_of: Callable[[Any, Reporter], str]  # what a report by this person keeps
    joins: tuple[str, ...]  # what a page about it needs
    author_of: Callable[[Any], int] = lambda text: text.author_id
    byline_of: Callable[[Any], Any] = lambda text: text.author  # whom pages name as its author
    address_of: Callable[[Any], str] = lambda text: text.get_absolute_url()
    revision_of: Callable[[Any], str] = lambda text: ""
    edited_at_of: Callable[[Any], datetime | None] = nothing
    fingerprint_of: Callable[[Any], str] = lambda text: ""
    with_others: bool = False  # the excerpt holds words of others, each under its writer's name
    also_reportable: Callable[[Reporter, datetime], "QuerySet[Any]"] | None = None

    def reportable_to(self, person: Reporter, *, now: datetime) -> "QuerySet[Any]":
        """What is shown, and what was until just before."""
        return self.also_reportable(person, now) if self.also_reportable else self.visible_to(person)


SUBJECTS = {
    "post": Subject(
        label=_("post"),
        model=Post,
        visible_to=shown_posts,
        place_path="thread__board__group",
        in_group=True,
        group_of=lambda post: post.thread.board.group,
        text_of=text_of_post,
        excerpt_of=lambda post, reporter: text_of_post(post),
        joins=("post__thread__board__group", "post__author", "post__alias"),
        byline_of=lambda post: post.byline,
        revision_of=lambda post: str(post.edit_count),
        edited_at_of=lambda post: post.edited_at,
    ),
    "message": Subject(
        label=_("chat message"),
        model=Message,
        visible_to=shown_messages,
        place_path="room__group",
        in_group=True,
        group_of=lambda message: message.room.group,
        text_of=lambda message: message.said,
        excerpt_of=with_lines_around,
        joins=("message__room__group", "message__author"),
        revision_of=lambda message: str(len(message.earlier)),
        edited_at_of=lambda message: message.edited_at,
        with_others=True,
        also_reportable=reportable_messages,
    ),
    "private_message": Subject(
        label=_("private message"),
        model=PrivateMessage,
        visible_to=shown_private_messages,
        place_path="conversation",
        in_group=False,
        group_of=nothing,
        text_of=text_of_private_message,
        excerpt_of=with_messages_around,
        joins=("private_message__conversation", "private_message__author"),
        with_others=True,
        also_reportable=reportable_private_messages,
    ),
    "profile": Subject(
        label=_("profile"),
        model=User,
        visible_to=shown_members,
        place_path="",
        in_group=False,
        group_of=nothing,
        text_of=text_of_profile,
        excerpt_of=profile_as_seen,
        joins=("profile",),
        author_of=lambda member: member.pk,
        byline_of=lambda member: member,
    ),
    "picture": Subject(
        label=_("picture"),
        model=Picture,
        visible_to=shown_pictures,
        place_path="post__thread__board__group",
        in_group=True,
        group_of=lambda picture: picture.post.thread.board.group,
        text_of=lambda picture: picture.alt,
        excerpt_of=lambda picture, reporter: picture.alt,
        joins=("picture__post__thread__board__group", "picture__post__author", "picture__post__alias"),
        author_of=lambda picture: picture.post.author_id,
        byline_of=lambda picture: picture.post.byline,
        address_of=lambda picture: picture.post.get_absolute_url(),
        revision_of=lambda picture: str(picture.pk),
        fingerprint_of=fingerprint,
    ),
}
JOINS = [join for about in SUBJECTS.values() for join in about.joins]


def exactly_one(fields: list[str]) -> Q:
    """True for rows in which one of `fields` is set and the others are null."""
    return reduce(or_, (Q(**{f"{field}__isnull": field != chosen for field in fields}) for chosen in fields))
