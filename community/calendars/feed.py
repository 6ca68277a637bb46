"""What stands in a subscription: the reminders of a member and the meetings they plan to join.

The text changes with what it tells and with nothing else, so that a calendar that asks again gets "not modified": its
window moves once a day, and no line holds the moment at which it was asked for.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import groupby, islice

from django.conf import settings
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.calendars.models import CalendarFeed
from community.chat.calendar_files import as_event
from community.chat.models import Meeting
from community.core.ical import Event, calendar_text, escaped
from community.reminders.models import Occurrence, Reminder, Wishes

PAST, AHEAD = timedelta(days=7), timedelta(days=60)
CANCELLED_FOR = timedelta(days=14)  # so long a meeting that was called off stays, marked so
MOST = 1000
MOMENT = timedelta(minutes=15)  # what a reminder takes up in the picture of a day; it blocks no time


def feed_text(feed: CalendarFeed, *, now: datetime) -> str:
    day = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    member, words = feed.member, feed.shows_words
    rows = [_reminders(member, words, day, now), _rung(member, words, day), _meetings(member, words, day)]
    ordered = heapq.merge(*(event for row in rows for event in row), key=_place)
    once = (next(same) for _uid, same in groupby(ordered, key=_uid))
    name = escaped(settings.SITE_NAME)
    about = [f"NAME:{name}", f"X-WR-CALNAME:{name}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    return calendar_text(islice(once, MOST), about=about)


def _reminders(member: User, words: bool, day: datetime, now: datetime) -> Iterator[Iterable[Event]]:
    """What is to come of each, one moment after the other: those that are paused, ended or over have none."""
    active = Reminder.objects.visible_to(member).filter(next_due_at__lt=day + AHEAD).soonest_first()
    for reminder in active[:MOST]:
        yield _events_of(reminder, reminder.moments_before(day + AHEAD, now=now), words)


def _events_of(reminder: Reminder, moments: Iterable[datetime], words: bool) -> Iterator[Event]:
    return (_event(reminder, moment, words) for moment in moments)


def _rung(member: User, words: bool, day: datetime) -> Iterator[Iterable[Event]]:
    """What rang lately and what waits for an answer, put off or not. Whether it was done is nobody's business."""
    wishes = Wishes.objects.visible_to(member).first()
    bad_day_until = wishes.bad_day_until if wishes is not None else None
    rang = Occurrence.objects.visible_to(member).since(day - PAST).select_related("reminder").order_by("-due_at", "-pk")
    events = (_event(found.reminder, found.stands_at(bad_day_until), words) for found in rang[:MOST])
    yield sorted((event for event in events if day - PAST <= event.starts_at < day + AHEAD), key=_place)


def _event(reminder: Reminder, moment: datetime, words: bool) -> Event:
    """Named by its moment: moved or put off it is another event, so none of them ever changes its time."""
    return Event(
        uid=f"reminder-{reminder.pk}-{moment:%Y%m%dT%H%M%SZ}",
        stamped_at=reminder.created_at,
        starts_at=moment,
        ends_at=moment + MOMENT,
        summary=reminder.title if words and reminder.is_readable else _("Reminder"),
        path=reminder.get_absolute_url(),
        is_busy=False,
    )


def _meetings(member: User, words: bool, day: datetime) -> Iterator[Iterable[Event]]:
    """Asked anew each time: in rooms that they may still see."""
    joined = Meeting.objects.visible_to(member).joined_by(member).select_related("plan")
    lately = joined.filter(starts_at__gte=day - PAST, starts_at__lt=day + AHEAD)
    standing = lately.exclude(cancelled_at__lt=day - CANCELLED_FOR).order_by("starts_at", "pk")
    yield sorted((_meeting(found, words) for found in standing[:MOST]), key=_place)


def _meeting(meeting: Meeting, words: bool) -> Event:
    summary = meeting.plan.title if words else _("Meeting")
    return as_event(meeting, summary=summary, stamped_at=meeting.cancelled_at or meeting.timed_at)


def _place(event: Event) -> tuple[datetime, str]:
    return event.starts_at, event.uid


def _uid(event: Event) -> str:
    return event.uid
