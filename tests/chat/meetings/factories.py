"""A meeting on the day after NOON at 19:00 in Berlin, which is 18:00 UTC in winter."""

from datetime import UTC, date, datetime, time

from community.chat.actions import attending, planning
from community.chat.actions.meetings import open_meeting
from community.chat.models import Meeting
from tests.factories import NOON

SEVEN = datetime(2026, 11, 24, 18, tzinfo=UTC)  # Tuesday, 19:00 in Berlin
TUESDAY = date(2026, 11, 24)
FORM = {
    "title": "Quiet hour",
    "starts_on": "24.11.2026",
    "local_time": "19:00",
    "time_zone": "Europe/Berlin",
    "minutes": "60",
    "every_weeks": "1",
}


def about(**fields):
    return planning.About(**{"title": "Quiet hour", **fields})


def when(**fields):
    defaults = {"starts_on": TUESDAY, "local_time": time(19), "time_zone": "Europe/Berlin", "minutes": 60}
    return planning.When(**{**defaults, **fields})


def make_meeting(room, host, *, now=NOON, weeks=0, until=None, title="Quiet hour", capacity=None, welcome="", **moment):
    return planning.plan_meeting(
        room=room,
        planner=host,
        host=host,
        about=about(title=title, capacity=capacity, welcome=welcome),
        when=when(**moment),
        rhythm=planning.Rhythm(every_weeks=weeks, until=until),
        now=now,
    )


def make_running(room, host, **fields):
    meeting = make_meeting(room, host, **fields)
    open_meeting(meeting=meeting, host=host, now=SEVEN)
    return fresh(meeting)


def attend(meeting, *members, now=NOON):
    return [attending.attend(meeting=meeting, member=member, now=now).answer for member in members]


def decline(meeting, member, now=NOON):
    return attending.decline(meeting=meeting, member=member, now=now)


def move(meeting, mover, *, following=False, now=NOON, **moment):
    planning.move_meeting(meeting=meeting, mover=mover, when=when(**moment), following=following, now=now)


def cancel(meeting, canceller, *, following=False, now=NOON):
    planning.cancel_meeting(meeting=meeting, canceller=canceller, following=following, now=now)


def fresh(meeting):
    return Meeting.objects.for_page().get(pk=meeting.pk)


def page_of(client, address, member=None):
    if member is not None:
        client.force_login(member)
    return client.get(address).content.decode()
