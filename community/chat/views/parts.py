"""What every page of a room looks up first."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from community.accounts.models import Block, User
from community.chat.models import Room
from community.chat.permissions import hosts, may_listen, may_write_here, why_silent
from community.groups.permissions import role_in

PER_PAGE = 40  # a first visit with so many messages weighs less than 120 kB


def visible_room(request: HttpRequest, slug: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.user).select_related("group"), slug=slug)


def of_reader(request: HttpRequest, room: Room) -> dict[str, object]:
    """What this person may do in the room, and whose words they find folded."""
    now, role = timezone.now(), role_in(request.user, room.group)
    silent = why_silent(request.user, room, role=role, now=now)
    speaks = not silent and may_write_here(request.user, role=role, now=now)
    return {
        "can_speak": speaks,
        "is_read_only": not speaks,
        "can_listen": may_listen(request.user, role=role),
        "is_host": hosts(request.user, role=role),
        "why_silent": silent,
        "blocked": blocked_by(request),
    }


def blocked_by(request: HttpRequest) -> dict[int, str]:
    """The members whose words are folded here, with their names for what comes live; most people block nobody."""
    if not isinstance(request.user, User) or not request.user.blocks_people:
        return {}
    own = Block.objects.visible_to(request.user).by_name()
    return dict(own.values_list("blocked", "blocked__username"))


def number_in(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
