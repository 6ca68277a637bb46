"""What a group's moderators decide about a room."""

from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions.recording import locked, record
from community.chat.models import Room, RoomEvent
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


class AddressTaken(Exception):
    """Another room of the site has it."""


@transaction.atomic
def add_room(*, group: SupportGroup, moderator: User, name: str, topic: str) -> Room:
    """A name that is there already gives the room that has it. It is closed, and open while a host is there, until
    the moderators choose otherwise."""
    group = SupportGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    _must_moderate(moderator, group)
    if (twin := group.rooms.filter(name__iexact=name).first()) is not None:
        return twin
    staffed = {"opening": Room.Opening.HOSTED, "is_open": False}
    return group.rooms.create(slug=_free_slug(f"{group.slug}-{name}"), name=name, topic=topic, **staffed)


def _free_slug(words: str) -> str:
    slug = first = slugify(words)[:70].strip("-") or "room"
    number = 2
    while Room.objects.filter(slug=slug).exists():
        slug, number = f"{first}-{number}", number + 1
    return slug


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
    _must_moderate(moderator, room.group)
    room = locked(room)
    if Room.objects.filter(slug=slug).exclude(pk=room.pk).exists():
        raise AddressTaken
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


def _must_moderate(moderator: User, group: SupportGroup) -> None:
    if not can_moderate(moderator, group):
        raise PermissionDenied(_("Only moderators of the group can do this."))
