"""What the clock does in rooms."""

import logging

from celery import shared_task
from django.utils import timezone

from community.chat import actions
from community.chat.telling import places_to_tell

BATCH = 200
logger = logging.getLogger(__name__)


@shared_task
def publish_waiting_messages() -> int:
    """Messages whose author's time for second thoughts is over, where no open page said so."""
    return actions.publish_due(now=timezone.now())


@shared_task
def tell_of_rooms() -> int:
    """Those who watch a room and are away; how many were told. What is left over, the next tick finds."""
    places = places_to_tell(timezone.now()).select_related("member", "room__group").order_by("pk")
    told = 0
    for place in places[:BATCH]:
        try:
            told += actions.tell_of_room(place, now=timezone.now())
        except Exception as problem:  # one member who cannot be told must not silence the others
            logger.error("Place %s was not told: %s", place.pk, type(problem).__name__)
    return told


@shared_task
def close_unhosted_rooms() -> int:
    """Rooms that are open only while a host is there."""
    return actions.close_unhosted_rooms(now=timezone.now())


@shared_task
def tell_quiet_hours() -> int:
    return actions.tell_quiet_hours(now=timezone.now())


@shared_task
def erase_old_messages() -> int:
    return actions.erase_old_messages(now=timezone.now())


@shared_task
def forget_who_was_here() -> int:
    return actions.forget_presences(now=timezone.now())
