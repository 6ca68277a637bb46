"""What a group's moderators decide about a room."""

from datetime import datetime, time
from itertools import chain, count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.recording import locked, record
from community.chat.models import LONGEST_ADDRESS, Room, RoomEvent, why_not_address
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


class AddressRefused(Exception):
    """It cannot be that of this room; says why."""


@transaction.atomic
def add_room(*, group: SupportGroup, moderator: User, name: str, topic: str) -> Room:
    """A name that is there already gives the room that has it. It is closed, and open while a host is there, until
    the moderators choose otherwise."""
    group = SupportGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    must_moderate(moderator, group)
    if (twin := group.rooms.filter(name__iexact=name).first()) is not None:
        return twin
    staffed = {"opening": Room.Opening.HOSTED, "is_open": False}
    return group.rooms.create(slug=_free_slug(f"{group.slug}-{name}"), name=name, topic=topic, **staffed)


def _free_slug(words: str) -> str:
    first = slugify(words)[:LONGEST_ADDRESS].strip("-") or "room"
    numbered = (f"{first[: LONGEST_ADDRESS - len(str(number)) - 1]}-{number}" for number in count(2))
    return next(slug for slug in chain([first], numbered) if not _why_not_have(slug))


def _why_not_have(slug: str, *, room: Room | None = None) -> str:
    """In words; empty when this room, or a new one, can have the address."""
    others = Room.objects.exclude(pk=room.pk) if room is not None else Room.objects
    if others.filter(slug=slug).exists():
        return _("Another room has this address. Choose another one.")
    return why_not_address(slug)


@transaction.atomic
def change_room(
    *,
    room: Room,
    moderator: User,
    slug: str,
    name: str,
    topic: str,
    rules: str,
    opening: str,
    quiet_from: time | None,
    quiet_until: time | None,
    time_zone: str,
    retention_days: int | None,
    now: datetime,
) -> Room:
    """Open pages are told. A room that becomes open always is open; one that waits for hosts or meetings is closed."""
    room = locked(room)
    must_moderate(moderator, room.group)
    if why := _why_not_have(slug, room=room):
        raise AddressRefused(why)
    was_open = room.is_open_at(now)
    if opening != room.opening:
        room.is_open = opening == Room.Opening.ALWAYS
    room.slug, room.name, room.topic, room.rules, room.opening = slug, name, topic, rules, opening
    room.quiet_from, room.quiet_until, room.time_zone = quiet_from, quiet_until, time_zone
    room.retention_days, room.told_quiet_until = retention_days, room.quiet_end(now)
    room.save(update_fields=CHANGED)
    if room.is_open_at(now) != was_open:
        record(room, RoomEvent.Kind.CLOSED if was_open else RoomEvent.Kind.OPENED, now=now)
    return room


CHANGED = [
    *("slug", "name", "topic", "rules", "opening", "is_open"),
    *("quiet_from", "quiet_until", "time_zone", "told_quiet_until", "retention_days"),
]


def must_moderate(moderator: User, group: SupportGroup) -> None:
    if not can_moderate(as_now(moderator), group):
        raise PermissionDenied(_("Only moderators of the group can do this."))
