"""Which notices lead to something that their reader may still see and has not muted, by the address they lead to.

In groups one has left nothing is news, although open ones can still be read; site moderators are told of all groups.
An address that is not known here is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from community.accounts.models import User
from community.chat.models import Message, Room
from community.conversations.models import Conversation, Participant
from community.forum.models import Level, Post, ThreadRead
from community.groups.models import Invitation, JoinRequest
from community.notifications.models import Notification
from community.notifications.sight import place_of


def posts(member: User) -> QuerySet[Any]:
    seen = Post.objects.visible_to(member).shown().wanted_by(member)
    muted = ThreadRead.objects.filter(member=member, level=Level.MUTE).values("thread")
    return seen.filter(in_own_group(member, path="thread__board__group")).exclude(thread__in=muted)


def rooms(member: User) -> QuerySet[Any]:
    return Room.objects.visible_to(member).filter(in_own_group(member, path="group"))


def messages(member: User) -> QuerySet[Any]:
    return Message.objects.visible_to(member).wanted_by(member).filter(in_own_group(member, path="room__group"))


def conversations(member: User) -> QuerySet[Any]:
    muted = Participant.objects.of(member).filter(muted_at__isnull=False).values("conversation")
    return Conversation.objects.visible_to(member).exclude(pk__in=muted)


def in_own_group(member: User, *, path: str) -> Q:
    return Q() if member.is_moderator else Q(**{f"{path}__in": member.memberships.values("group")})


SEEN: dict[str, Callable[[User], QuerySet[Any]]] = {
    "forum:post": posts,
    "forum:more": posts,
    "chat:by_number": rooms,
    "chat:found": messages,
    "conversations:conversation": conversations,
    "groups:request": JoinRequest.objects.visible_to,
    "groups:invitation": Invitation.objects.visible_to,
}
OWN = {"groups:list"}  # shows everybody what is theirs


def in_sight(notices: Iterable[Notification], member: User) -> list[Notification]:
    """In their order; without those about somebody whose name was blocked. One query for each kind of page."""
    places = [(notice, place_of(notice)) for notice in notices if notice.actor_id not in member.names_blocked]
    keys = defaultdict(set)
    for _notice, (name, key) in places:
        keys[name].add(key)
    seen = {(name, pk) for name in SEEN.keys() & keys for pk in _seen(name, keys[name], member)}
    return [notice for notice, place in places if place[0] in OWN or place in seen]


def _seen(name: str, keys: set[int], member: User) -> QuerySet[Any]:
    return SEEN[name](member).filter(pk__in=keys).values_list("pk", flat=True)
