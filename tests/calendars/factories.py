"""Subscriptions, asked for as a calendar would."""

from community.calendars.actions import make_feed
from community.calendars.feed import feed_text
from community.calendars.models import CalendarFeed
from tests.calendar_reader import read, unfolded
from tests.factories import NOON


def subscribe(member, *, words=False, now=NOON):
    """The address."""
    token = make_feed(member=member, now=now)
    CalendarFeed.objects.filter(member=member).update(shows_words=words)
    return f"/calendar/{token}.ics"


def text_for(member, *, now=NOON):
    return feed_text(CalendarFeed.objects.select_related("member").get(member=member), now=now)


def events_for(member, *, now=NOON):
    return read(text_for(member, now=now))[1]


def words_for(member):
    return unfolded(text_for(member))


def moments(events):
    return [event["DTSTART"] for event in events]
