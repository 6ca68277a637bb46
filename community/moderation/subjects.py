"""What can be reported: a closed list, each looked up only among what the person asking may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.models import Message
from community.forum.models import Post
from community.groups.models import SupportGroup


@dataclass(frozen=True)
class Subject:
    """One reportable kind. Its key in SUBJECTS is also the name of its column on `Case`."""

    label: str | Promise
    model: type[Post] | type[Message]
    visible_to: Callable[[User | AnonymousUser], "QuerySet[Any]"]
    group_path: str
    group_of: Callable[[Any], SupportGroup]
    text_of: Callable[[Any], str]


def shown_posts(user: User | AnonymousUser) -> "QuerySet[Post]":
    return Post.objects.visible_to(user).shown().select_related("author", "thread__board__group")


def text_of_post(post: Post) -> str:
    """As it was typed; the opening post carries the title."""
    return f"{post.thread.title}\n\n{post.body}" if post.number == 1 else post.body


def shown_messages(user: User | AnonymousUser) -> "QuerySet[Message]":
    return Message.objects.visible_to(user).select_related("author", "room__group")


SUBJECTS = {
    "post": Subject(
        label=_("post"),
        model=Post,
        visible_to=shown_posts,
        group_path="thread__board__group",
        group_of=lambda post: post.thread.board.group,
        text_of=text_of_post,
    ),
    "message": Subject(
        label=_("chat message"),
        model=Message,
        visible_to=shown_messages,
        group_path="room__group",
        group_of=lambda message: message.room.group,
        text_of=lambda message: message.body,
    ),
}
JOINS = [f"{kind}__{subject.group_path}" for kind, subject in SUBJECTS.items()] + [
    f"{kind}__author" for kind in SUBJECTS
]


def exactly_one(fields: list[str]) -> Q:
    """True for rows in which one of `fields` is set and the others are null."""
    return reduce(or_, (Q(**{f"{field}__isnull": field != chosen for field in fields}) for chosen in fields))


def by_author(user: User, *, prefix: str = "") -> Q:
    """True for rows whose subject this member wrote."""
    return reduce(or_, (Q(**{f"{prefix}{kind}__author": user}) for kind in SUBJECTS))


def in_groups(groups: "QuerySet[Any]") -> Q:
    """True for cases whose subject stands in one of these groups."""
    return reduce(or_, (Q(**{f"{kind}__{one.group_path}__in": groups}) for kind, one in SUBJECTS.items()))
