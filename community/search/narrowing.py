"""What a search is narrowed down to. What a kind of thing cannot be asked about leaves it out as a whole: no group has
an author, so whoever looks for an author's words is shown no groups."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from community.accounts.models import User
from community.chat.models import Room
from community.chat.querysets import MessageQuerySet
from community.forum.querysets import PostQuerySet
from community.forum.querysets.threads import horizon_of
from community.groups.models import SupportGroup


@dataclass(frozen=True)
class Narrowed:
    kind: str = ""
    group: SupportGroup | None = None
    room: Room | None = None
    author: str = ""  # a name as others see it
    since: datetime | None = None
    unread: bool = False
    mine: bool = False

    @property
    def by(self) -> set[str]:
        """The names of what is set, but for the kind."""
        return {each.name for each in fields(self) if getattr(self, each.name)} - {"kind"}


def narrow_posts(posts: PostQuerySet, narrowed: Narrowed, *, user: User | AnonymousUser, now: datetime) -> PostQuerySet:
    """Never by the account behind another name, but for whoever asks for their own."""
    if narrowed.group is not None:
        posts = posts.filter(thread__board__group=narrowed.group.pk)
    if narrowed.author:
        own_name = Q(author__username__iexact=narrowed.author, alias=None)
        posts = posts.filter(own_name | Q(alias__name__iexact=narrowed.author))
    if narrowed.since is not None:
        posts = posts.filter(published_at__gte=narrowed.since)
    if narrowed.mine:
        posts = posts.filter(author=user.pk)
    if narrowed.unread and isinstance(user, User):
        read = FilteredRelation("thread__reads", condition=Q(thread__reads__member=user))
        behind = posts.filter(thread__last_post_at__gt=horizon_of(user, now=now)).alias(own_read=read)
        posts = behind.filter(number__gt=Coalesce(F("own_read__number"), 0))
    return posts


def narrow_messages(messages: MessageQuerySet, narrowed: Narrowed, *, user: User | AnonymousUser) -> MessageQuerySet:
    if narrowed.group is not None:
        messages = messages.filter(room__group=narrowed.group.pk)
    if narrowed.room is not None:
        messages = messages.filter(room=narrowed.room.pk)
    if narrowed.author:
        messages = messages.filter(author__username__iexact=narrowed.author)
    if narrowed.since is not None:
        messages = messages.filter(created_at__gte=narrowed.since)
    return messages.filter(author=user.pk) if narrowed.mine else messages
