"""What a member chooses for themselves: how they read every room, and what they are told about one."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.chat.models import ChatSettings, Place, Room
from community.chat.telling import ABOUT_ROOMS, key_of
from community.notifications.actions import mark_read_about_all


@transaction.atomic
def choose_reading(member: User, **choices: object) -> ChatSettings:
    """`choices` are fields of ChatSettings; the others stay as they were."""
    return ChatSettings.objects.update_or_create(member=member, defaults=choices)[0]


@transaction.atomic
def choose_level(*, room: Room, member: User, level: str, now: datetime) -> None:
    """Whoever begins to watch hears of what comes from now on; what is muted asks for nobody any more."""
    place, _made = Place.objects.get_or_create(room=room, member=member)
    watches = level == Place.Level.WATCH and place.level != level
    told = Room.objects.get(pk=room.pk).last_seq if watches else place.told_seq
    Place.objects.filter(pk=place.pk).update(level=level, told_seq=max(told, place.told_seq))
    if level == Place.Level.MUTE:
        mark_read_about_all(member, kinds=ABOUT_ROOMS, keys=[key_of(room)], now=now)
