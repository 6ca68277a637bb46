"""Which rooms and messages a person may see, and the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.accounts.models import User
from community.core.features import is_off
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.chat.models import Message, Room, RoomEvent  # noqa: F401


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, user: User | AnonymousUser) -> RoomQuerySet:
        """None while the rooms are switched off: pages, sockets and the start page ask here."""
        return self.none() if is_off("chat") else self.filter(seen_by(user, path="group"))

    def for_list(self) -> RoomQuerySet:
        return self.select_related("group").order_by("group__name", "name")


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User | AnonymousUser) -> MessageQuerySet:
        """Messages this person may read. A room's page shows the places of hidden ones too, without their text."""
        return self.shown().filter(seen_by(user, path="room__group"))

    def shown(self) -> MessageQuerySet:
        return self.filter(hidden_at=None)

    def before(self, seq: int) -> MessageQuerySet:
        """Older than `seq`, the newest first, ready to be rendered."""
        return self.filter(seq__lt=seq).select_related("author").order_by("-seq")


class RoomEventQuerySet(models.QuerySet["RoomEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> RoomEventQuerySet:
        return self.filter(seen_by(user, path="room__group"))

    def after(self, seq: int) -> RoomEventQuerySet:
        """What happened since event `seq`, in order, ready to be rendered."""
        return self.filter(seq__gt=seq).select_related("message__author").order_by("seq")
