"""What the clock does in rooms."""

import logging

from celery import shared_task
from django.utils import timezone

from community.chat.actions import publish_due, tell_of_room
from community.chat.telling import places_to_tell

BATCH = 200
logger = logging.getLogger(__name__)


@shared_task
def publish_waiting_messages() -> int:
    """Messages whose author's time for second thoughts is over, where no open page said so."""
    return publish_due(now=timezone.now())


@shared_task
def tell_of_rooms() -> int:
    """Those who watch a room and are away; how many were told. What is left over, the next tick finds."""
    places = places_to_tell(timezone.now()).select_related("member", "room__group").order_by("pk")
    told = 0
    for place in places[:BATCH]:
        try:
            told += tell_of_room(place, now=timezone.now())
        except Exception as problem:  # one member who cannot be told must not silence the others
            logger.error("Place %s was not told: %s", place.pk, type(problem).__name__)
    return told
