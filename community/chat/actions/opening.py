"""Open a room, close it, and tell those in it when quiet hours begin and end."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.hosting import hosted
from community.chat.actions.recording import locked, record
from community.chat.models import Message, Presence, Room, RoomEvent
from community.chat.permissions import can_open_by_hand, hosts_of

HOST_GONE_AFTER = timedelta(minutes=5)


@transaction.atomic
def open_room(*, room: Room, host: User | None, now: datetime) -> bool:
    """Let members write; False when it was open. No `host`: the clock, for a meeting that begins."""
    room = _held(room, host, now=now)
    room.hosted_at = now  # a room that needs a host closes by itself later, not at once
    room.save(update_fields=["hosted_at"])
    return _set_open(room, True, now=now)


@transaction.atomic
def open_by_hand(*, room: Room, host: User, now: datetime) -> bool:
    """By a host, outside of meetings."""
    room = locked(room)
    if not can_open_by_hand(as_now(host), room):
        raise PermissionDenied(_("This room opens with its meetings."))
    return open_room(room=room, host=host, now=now)


@transaction.atomic
def close_room(*, room: Room, host: User | None, now: datetime) -> bool:
    """Members read and no longer write; False when it was closed. No `host`: the clock."""
    return _set_open(_held(room, host, now=now), False, now=now)


def close_unhosted_rooms(*, now: datetime) -> int:
    """Rooms that are open only while a host is there, and no host has been for five minutes; how many were closed."""
    hosted = Room.objects.filter(opening=Room.Opening.HOSTED, is_open=True).select_related("group")
    return sum(_close_if_unhosted(room, now=now) for room in hosted)


@transaction.atomic
def _close_if_unhosted(room: Room, *, now: datetime) -> bool:
    """A host with the page open was just there; so was one who wrote."""
    room = locked(room)
    hosts = hosts_of(room)
    seen = Presence.objects.filter(room=room, member__in=hosts).order_by("-seen_at").values_list("seen_at", flat=True)
    wrote = Message.objects.filter(room=room, author__in=hosts, created_at__gt=now - HOST_GONE_AFTER)
    signs = [room.hosted_at, seen.first(), wrote.order_by("-created_at").values_list("created_at", flat=True).first()]
    last = max((sign for sign in signs if sign is not None), default=None)
    if last is not None and now - last < HOST_GONE_AFTER:
        Room.objects.filter(pk=room.pk).update(hosted_at=last)  # presences are forgotten sooner
        return False
    return _set_open(room, False, now=now)


def tell_quiet_hours(*, now: datetime) -> int:
    """Open pages learn that quiet hours have begun or are over; how many rooms were told."""
    told = 0
    for room in Room.objects.exclude(quiet_from=None, told_quiet_until=None):
        if room.quiet_end(now) != room.told_quiet_until:
            told += _tell_quiet_hours(room, now=now)
    return told


@transaction.atomic
def _tell_quiet_hours(room: Room, *, now: datetime) -> bool:
    room = locked(room)
    end = room.quiet_end(now)
    if end == room.told_quiet_until:
        return False
    room.told_quiet_until = end
    room.save(update_fields=["told_quiet_until"])
    record(room, RoomEvent.Kind.OPENED if room.is_open_at(now) else RoomEvent.Kind.CLOSED, now=now)
    return True


def _held(room: Room, host: User | None, *, now: datetime) -> Room:
    return locked(room) if host is None else hosted(room, host, now=now)


def _set_open(room: Room, is_open: bool, *, now: datetime) -> bool:
    if room.is_open == is_open:
        return False
    room.is_open = is_open
    room.save(update_fields=["is_open"])
    record(room, RoomEvent.Kind.OPENED if room.is_open_at(now) else RoomEvent.Kind.CLOSED, now=now)
    return True
