"""What the clock does in rooms."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone

from community.chat import actions
from community.chat.actions.attending import give_free_places, remind
from community.chat.actions.calendars import put_right
from community.chat.actions.meetings import close_forgotten
from community.chat.actions.planning import make_all_ahead
from community.chat.models import Attendance, Meeting
from community.chat.models.meetings import DAY
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


@shared_task(ignore_result=True)
def make_meetings() -> int:
    """Those of each plan that come in sight; and what nobody closed is over."""
    now = timezone.now()
    close_forgotten(now=now)
    return make_all_ahead(now=now)


@shared_task(ignore_result=True)
def remind_of_meetings() -> int:
    """Whoever comes to one of the next 24 hours and has not been told yet; how many."""
    now = timezone.now()
    give_free_places(now=now)
    soon = Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=now + timedelta(hours=DAY))
    return sum(alone(remind, meeting, now=now) for meeting in soon.order_by("starts_at", "pk"))


@shared_task(ignore_result=True)
def put_calendars_right() -> int:
    """Those that say something else of a meeting to come than what holds; how many."""
    now = timezone.now()
    behind = Attendance.objects.out_of_step(now).order_by("meeting").values_list("meeting", flat=True).distinct()
    meetings = Meeting.objects.filter(pk__in=list(behind[:BATCH])).order_by("starts_at", "pk")
    return sum(alone(put_right, meeting, now=now) for meeting in meetings)


def alone(act: Callable[..., int], meeting: Meeting, *, now: datetime) -> int:
    """One meeting that goes wrong must not silence the rest."""
    try:
        return act(meeting, now=now)
    except Exception as problem:
        # Not its message: a database error quotes the row.
        where = "".join(traceback.format_tb(problem.__traceback__))
        logger.error("Meeting %s, %s: %s\n%s", meeting.pk, act.__name__, type(problem).__name__, where)
        return 0


@shared_task
def forget_who_was_here() -> int:
    return actions.forget_presences(now=timezone.now())
