"""Which rooms and messages a person may see, and the order in which they are read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from community.accounts.models import User
from community.core.features import is_off
from community.core.prepared import Slot
from community.groups.querysets import seen_by

if TYPE_CHECKING:
    from community.chat.models import ChatSettings, Message, Pause, Place, Presence, Room, RoomEvent  # noqa: F401

HERE_FOR = timedelta(minutes=2)  # after the last sign of life


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, user: User | AnonymousUser) -> RoomQuerySet:
        """None while the rooms are switched off: pages, sockets and the start page ask here."""
        return self.none() if is_off("chat") else self.filter(seen_by(user, path="group"))

    def for_list(self) -> RoomQuerySet:
        return self.select_related("group").order_by("group__name", "name")


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User | AnonymousUser) -> MessageQuerySet:
        """Messages this person may read. A room's page shows the places of those that are gone too, without text."""
        return self.shown().placed_for(user)

    def placed_for(self, user: User | AnonymousUser) -> MessageQuerySet:
        """In rooms this person may see; whether the words can be read is another question."""
        return self.filter(seen_by(user, path="room__group"))

    def reachable_by(self, user: User | AnonymousUser) -> MessageQuerySet:
        """Those, and one's own that one took back: their page offers to undo that."""
        there = self.said().filter(hidden_at=None, erased_at=None)
        return there.filter(Q(removed_at=None) | Q(author=user.pk)).placed_for(user)

    def wanted_by(self, user: User | AnonymousUser) -> MessageQuerySet:
        """Without those that touch on what this person leaves out; their own are always there."""
        if not isinstance(user, User) or not user.notes_left_out:
            return self
        return self.filter(Q(Exact(F("content_notes").bitand(user.notes_left_out), 0)) | Q(author=user.pk))

    def shown(self) -> MessageQuerySet:
        return self.said().filter(hidden_at=None, removed_at=None, erased_at=None)

    def said(self) -> MessageQuerySet:
        """Those that have a place in the room."""
        return self.filter(seq__isnull=False)

    def waiting(self) -> MessageQuerySet:
        """Nobody but the author, and for some of them the hosts, knows of them yet."""
        return self.filter(seq=None, hidden_at=None, removed_at=None, erased_at=None)

    def guarded(self) -> MessageQuerySet:
        """Their authors can still take them back, and nobody else knows of them."""
        return self.waiting().filter(waits_for="guard")

    def for_host(self) -> MessageQuerySet:
        """Those that a host may let through, the oldest first."""
        return self.waiting().filter(waits_for="host").select_related("author").order_by("pk")

    def held_of(self, author: User, *, since: datetime) -> MessageQuerySet:
        """Their own that wait for a host, or were kept back lately."""
        return self.filter(author=author, seq=None, waits_for="host", created_at__gte=since).order_by("pk")

    def recent_of(self, author: User, *, room: Room, since: datetime) -> MessageQuerySet:
        """What this person said there since; what waits for a host too, and what they could bring back. Not what they
        have not sent yet."""
        in_sight = self.filter(hidden_at=None, erased_at=None).exclude(waits_for="guard")
        return in_sight.filter(room=room, author=author, created_at__gte=since).order_by("pk")

    def before(self, seq: int) -> MessageQuerySet:
        """Older than `seq`, the newest first, ready to be rendered."""
        return self.filter(seq__lt=seq).for_page().order_by("-seq")

    def after(self, seq: int) -> MessageQuerySet:
        """Newer than `seq`, in order, ready to be rendered."""
        return self.filter(seq__gt=seq).for_page().order_by("seq")

    def for_page(self) -> MessageQuerySet:
        return self.select_related("author", "in_reply_to__author")


class RoomEventQuerySet(models.QuerySet["RoomEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> RoomEventQuerySet:
        return self.filter(seen_by(user, path="room__group"))

    def after(self, seq: int | Slot) -> RoomEventQuerySet:
        """What happened since event `seq`, in order, ready to be rendered."""
        joins = ["room", "message__author", "message__in_reply_to__author"]
        return self.filter(seq__gt=seq).select_related(*joins).order_by("seq")


class PauseQuerySet(models.QuerySet["Pause"]):
    def visible_to(self, user: User | AnonymousUser) -> PauseQuerySet:
        """One's own. Hosts see those of their rooms on the room's own page."""
        return self.filter(member=user.pk)

    def for_list(self) -> PauseQuerySet:
        return self.select_related("member", "given_by").order_by("until", "pk")

    def in_force(self, now: datetime) -> PauseQuerySet:
        return self.filter(ended_at=None, starts_at__lte=now, until__gt=now)


class ChatSettingsQuerySet(models.QuerySet["ChatSettings"]):
    def visible_to(self, user: User | AnonymousUser) -> ChatSettingsQuerySet:
        """One's own."""
        return self.filter(member=user.pk)


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, user: User | AnonymousUser) -> PlaceQuerySet:
        """One's own: nobody learns how far another has read."""
        return self.filter(member=user.pk)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def here(self, now: datetime) -> PresenceQuerySet:
        return self.filter(seen_at__gt=now - HERE_FOR)

    def visible_to(self, user: User | AnonymousUser) -> PresenceQuerySet:
        """Those who chose to be seen, in rooms this person may see. Everybody counts, nobody else has a name."""
        return self.filter(seen_by(user, path="room__group"), is_named=True)
