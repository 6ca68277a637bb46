"""One meeting for the calendars of others (RFC 5545): as a file to load, and as a message by mail. By default it names
neither group nor room nor title: calendars are shared with families and employers, and lie on servers of others."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from community.chat.models import CalendarEntry, Meeting
from community.core.ical import CANCEL, PUBLISH, REQUEST, Event, calendar_text


def calendar_file(meeting: Meeting, *, named: bool, now: datetime) -> bytes:
    """`named`: with the title, for those who asked for it."""
    title = meeting.plan.title if named else _("Meeting")
    event = as_event(meeting, summary=f"{title} · {settings.SITE_NAME}", stamped_at=now)
    return calendar_text([event], method=PUBLISH).encode()


def calendar_message(meeting: Meeting, entry: CalendarEntry, *, address: str, now: datetime) -> str:
    """For the calendar of one person (RFC 5546): when the meeting is, or that it is off for them. A calendar takes it
    for a newer word on the same thing by its UID and the higher SEQUENCE."""
    event = Event(
        uid=_uid(meeting),
        sequence=entry.sequence,
        stamped_at=now,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        summary=_("Meeting") + f" · {settings.SITE_NAME}",
        path=meeting.get_absolute_url(),
        is_cancelled=entry.cancelled_at is not None,
        invited=address,
    )
    return calendar_text([event], method=CANCEL if event.is_cancelled else REQUEST)


def as_event(meeting: Meeting, *, summary: str, stamped_at: datetime) -> Event:
    """As it is for everybody."""
    return Event(
        uid=_uid(meeting),
        sequence=meeting.sequence,
        stamped_at=stamped_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=summary,
        path=meeting.get_absolute_url(),
        is_cancelled=meeting.cancelled_at is not None,
    )


def _uid(meeting: Meeting) -> str:
    return f"meeting-{meeting.pk}"
