"""Messages for the calendars of those who asked for them: what to say next, and under which number."""

from datetime import datetime

from community.accounts.readers import as_reader
from community.chat.calendar_files import calendar_message
from community.chat.models import Attendance, CalendarEntry, Meeting


def is_in_calendar(attendance: Attendance) -> bool:
    """Its member asked for it, and has not been told since that the meeting is off."""
    entry = getattr(attendance, "calendar_entry", None)
    return entry is not None and entry.cancelled_at is None


def hears_now(attendance: Attendance) -> bool:
    """Of changes. What a calendar does not hear because no mail reaches its owner, it hears once one does."""
    return is_in_calendar(attendance) and attendance.is_reached


def next_message(attendance: Attendance, meeting: Meeting, *, now: datetime) -> str:
    """The meeting as it is now, or off where it does not belong in that calendar: never an invitation to what will not
    be, nor the new time of a meeting for somebody who may not know it. Numbers only go up, and stay level with those of
    the calendar file where they can. The attendance comes `with_calendar`."""
    entry: CalendarEntry | None = getattr(attendance, "calendar_entry", None)
    fields: dict[str, object] = {"sequence": meeting.sequence, "cancelled_at": None}
    if entry is not None:
        fields["sequence"] = max(meeting.sequence, entry.sequence + 1)
    if attendance.belongs_in_calendar:
        fields |= {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    else:
        fields["cancelled_at"] = now
    entry, _is_new = CalendarEntry.objects.update_or_create(attendance=attendance, defaults=fields)
    with as_reader(attendance.member):
        return calendar_message(meeting, entry, address=attendance.member.email, now=now)
