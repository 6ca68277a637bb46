"""Messages for the calendars of those who asked for them: what to say next, and under which number."""

from datetime import datetime

from community.accounts.readers import as_reader
from community.chat.calendar_files import calendar_message
from community.chat.models import Attendance, CalendarEntry, Meeting


def is_in_calendar(attendance: Attendance) -> bool:
    """Its member asked for it, and has not been told since that the meeting is off."""
    entry = getattr(attendance, "calendar_entry", None)
    return entry is not None and entry.cancelled_at is None


def next_message(attendance: Attendance, meeting: Meeting, *, now: datetime) -> str:
    """The meeting as it is now, off if it was called off or its member does not come: never an invitation to what will
    not be. Numbers only go up, and stay level with those of the calendar file where they can."""
    entry: CalendarEntry | None = getattr(attendance, "calendar_entry", None)
    sequence = meeting.sequence if entry is None else max(meeting.sequence, entry.sequence + 1)
    is_off = meeting.cancelled_at is not None or attendance.answer != Attendance.Answer.ATTENDING
    fields = {"sequence": sequence, "cancelled_at": now if is_off else None}
    CalendarEntry.objects.update_or_create(attendance=attendance, defaults=fields)
    with as_reader(attendance.member):
        return calendar_message(meeting, address=attendance.member.email, sequence=sequence, is_off=is_off, now=now)
