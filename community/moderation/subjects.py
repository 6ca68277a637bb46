"""What can be reported: a closed list, each looked up only among what the person asking may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from textwrap import indent
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.models import Message
from community.conversations.models import PrivateMessage
from community.forum.models import Post
from community.groups.models import SupportGroup

AROUND = 2  # messages before and after a reported private one


@dataclass(frozen=True)
class Subject:
    """One reportable kind. Its key in SUBJECTS is also the name of its column on `Case`."""

    label: str | Promise
    model: type[Post] | type[Message] | type[PrivateMessage]
    visible_to: Callable[[User | AnonymousUser], "QuerySet[Any]"]
    place_path: str
    in_group: bool
    group_of: Callable[[Any], SupportGroup | None]
    text_of: Callable[[Any], str]
    excerpt_of: Callable[[Any, User], str]  # what a report by this member keeps


def shown_posts(user: User | AnonymousUser) -> "QuerySet[Post]":
    return Post.objects.visible_to(user).shown().select_related("author", "alias", "thread__board__group")


def text_of_post(post: Post) -> str:
    """As it was typed; the opening post carries the title."""
    return f"{post.thread.title}\n\n{post.body}" if post.number == 1 else post.body


def shown_messages(user: User | AnonymousUser) -> "QuerySet[Message]":
    return Message.objects.visible_to(user).select_related("author", "room__group")


def shown_private_messages(user: User | AnonymousUser) -> "QuerySet[PrivateMessage]":
    return PrivateMessage.objects.visible_to(user).shown().select_related("author", "conversation")


def text_of_private_message(message: PrivateMessage) -> str:
    """As it was typed; the first message carries the subject."""
    return f"{message.conversation.subject}\n\n{message.body}".strip() if message.number == 1 else message.body


def with_those_around(message: PrivateMessage, reporter: User) -> str:
    """The message and up to two before and after it, as far as the reporter can read them; each line of theirs
    is marked, so that no text can pass itself off as somebody else's."""
    near = (message.number - AROUND, message.number + AROUND)
    around = shown_private_messages(reporter).filter(conversation=message.conversation_id, number__range=near)
    return "\n\n".join(marked(one, reported=one.pk == message.pk) for one in around.order_by("number"))


def marked(message: PrivateMessage, *, reported: bool) -> str:
    who = {"number": message.number, "name": message.author}
    heading = _("Message %(number)s by %(name)s, reported:") if reported else _("Message %(number)s by %(name)s:")
    return f"{heading % who}\n{indent(text_of_private_message(message), '> ', lambda line: True)}"


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
    ),
    "message": Subject(
        label=_("chat message"),
        model=Message,
        visible_to=shown_messages,
        place_path="room__group",
        in_group=True,
        group_of=lambda message: message.room.group,
        text_of=lambda message: message.body,
        excerpt_of=lambda message, reporter: message.body,
    ),
    "private_message": Subject(
        label=_("private message"),
        model=PrivateMessage,
        visible_to=shown_private_messages,
        place_path="conversation",
        in_group=False,
        group_of=lambda message: None,
        text_of=text_of_private_message,
        excerpt_of=with_those_around,
    ),
}
JOINS = (
    [f"{kind}__{subject.place_path}" for kind, subject in SUBJECTS.items()]
    + [f"{kind}__author" for kind in SUBJECTS]
    + ["post__alias"]
)


def byline_of(subject: Any) -> Any:
    """Whom pages name as its author: the account, unless it was written under another name."""
    return getattr(subject, "alias", None) or subject.author


def exactly_one(fields: list[str]) -> Q:
    """True for rows in which one of `fields` is set and the others are null."""
    return reduce(or_, (Q(**{f"{field}__isnull": field != chosen for field in fields}) for chosen in fields))


def by_author(user: User, *, prefix: str = "") -> Q:
    """True for rows whose subject this member wrote."""
    return reduce(or_, (Q(**{f"{prefix}{kind}__author": user}) for kind in SUBJECTS))


def in_groups(groups: "QuerySet[Any]") -> Q:
    """True for cases whose subject stands in one of these groups; what stands in none is the site's moderators'."""
    in_any = ((kind, one) for kind, one in SUBJECTS.items() if one.in_group)
    return reduce(or_, (Q(**{f"{kind}__{one.place_path}__in": groups}) for kind, one in in_any))
