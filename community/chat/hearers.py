"""Who is told of one message: those it calls by name, the one it answers, and everybody if a host calls them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import Block, User
from community.chat.models import Message, Place, Presence
from community.chat.permissions import hosts
from community.chat.rendering import MOST_CALLED, names_called
from community.core.phrases import filled
from community.groups.mentions import called_by_name, readers_of
from community.groups.permissions import role_in
from community.notifications.models import Notification

EVERYONE = "everyone"
Told = dict[User, tuple[str, Promise]]  # kind of notice, and its words


def hearers_of(message: Message) -> Told:
    """Each once, a name before an answer; of an edit only those whom no earlier wording called."""
    names = _new_names(message)
    answered = None if message.earlier else message.in_reply_to
    if not names and answered is None:
        return {}
    where = {"name": message.author, "room": message.room}
    asked = (Notification.Kind.MENTION.value, filled(_("%(name)s asks for you in %(room)s"), **where))
    answers = (Notification.Kind.REPLY.value, filled(_("%(name)s answered you in %(room)s"), **where))
    told: Told = {}
    if answered is not None:
        told |= dict.fromkeys(readers_of(message.room.group).filter(pk=answered.author_id), answers)
    told |= dict.fromkeys(called_by_name(names, group=message.room.group), asked)
    deaf = _deaf_to(message, told)
    return {member: words for member, words in told.items() if member.pk not in deaf}


def everyone_called(message: Message) -> "QuerySet[User] | None":
    """The members of the group, if a host calls them; None otherwise: their word is then a word."""
    if EVERYONE not in map(str.casefold, _new_names(message)):
        return None
    group = message.room.group
    if not hosts(message.author, role=role_in(message.author, group)):
        return None
    silent = Block.objects.by_name().against(message.author).values("blocker")
    muted = Place.objects.filter(room=message.room, level=Place.Level.MUTE).values("member")
    members = User.objects.filter(is_active=True, pk__in=group.memberships.values("member"))
    unwilling = User.objects.leaving_out(message.content_notes).values("pk")
    others = members.exclude(pk=message.author_id).exclude(pk__in=silent).exclude(pk__in=muted)
    return others.exclude(pk__in=unwilling)


def _new_names(message: Message) -> list[str]:
    """A message calls so many people and no more, however often it is changed."""
    known = {name.casefold() for version in message.earlier for name in names_called(version["body"])}
    new = [name for name in names_called(message.said) if name.casefold() not in known]
    return new[: max(0, MOST_CALLED - len(known))]


def _deaf_to(message: Message, members: Collection[User]) -> set[int]:
    """The author, whoever wants to hear nothing of the room, and whoever leaves out what the message touches on."""
    muted = Place.objects.filter(room=message.room, member__in=members, level=Place.Level.MUTE)
    left_out = {member.pk for member in members if member.notes_left_out & message.content_notes}
    return {message.author_id, *left_out, *muted.values_list("member", flat=True)}


def in_the_room(message: Message, members: Collection[User], *, now: datetime) -> set[int]:
    """Those of them who have it open: they need no mail to find it."""
    here = Presence.objects.here(now).filter(room=message.room, member__in=members)
    return set(here.values_list("member", flat=True))
