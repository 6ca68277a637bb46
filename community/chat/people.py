"""Whom a host finds in a room."""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.accounts.models import User
from community.chat.models import Room


def people_of(room: Room) -> QuerySet[User]:
    """The members of its group, and those who wrote in it and have left."""
    wrote = room.messages.said().values("author")
    members = room.group.memberships.values("member")
    return User.objects.filter(Q(pk__in=members) | Q(pk__in=wrote))


def writers_in(room: Room, *, since: datetime) -> QuerySet[User]:
    """Who wrote there lately, in the order of their names."""
    wrote = room.messages.said().filter(created_at__gte=since).values("author")
    return User.objects.filter(pk__in=wrote).order_by("username")
