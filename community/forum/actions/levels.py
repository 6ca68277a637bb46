"""How much a member wants to hear. None takes back what was said: the wider place decides again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.models import User
from community.forum.models import Board, Level, PlaceLevel, Thread, ThreadRead
from community.groups.models import SupportGroup


@transaction.atomic
def set_thread_level(*, thread: Thread, member: User, level: Level | None) -> None:
    if not Thread.objects.visible_to(member).filter(pk=thread.pk).exists():
        raise PermissionDenied("You cannot read this thread.")
    reason = "" if level is None else ThreadRead.Reason.CHOSEN
    ThreadRead.objects.bulk_create(
        [ThreadRead(member=member, thread=thread, level=level, level_reason=reason)],
        update_conflicts=True,
        unique_fields=["member", "thread"],
        update_fields=["level", "level_reason"],
    )


@transaction.atomic
def set_place_level(*, place: Board | SupportGroup, member: User, level: Level | None) -> None:
    """Of a board or of a whole group."""
    field = "board" if isinstance(place, Board) else "group"
    if not type(place).objects.visible_to(member).filter(pk=place.pk).exists():
        raise PermissionDenied("You cannot read this place.")
    if level is None:
        PlaceLevel.objects.filter(member=member, **{field: place}).delete()
    else:
        chosen: dict[str, Any] = {"member": member, field: place}
        PlaceLevel.objects.update_or_create(**chosen, defaults={"level": level})
