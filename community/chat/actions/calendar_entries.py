"""Messages for the calendars of those who asked for them: what to say next, and under which number."""

from datetime import datetime

from community.accounts.readers import as_reader
from community.chat.calendar_files import calendar_message
from community.chat.models import Attendance, CalendarEntry, Meeting
from community.notifications.models import Delivery, Notification


def is_in_calendar(attendance: Attendance) -> bool:
    """Its member asked for it, and has not been told since that the meeting is off."""
    entry = getattr(attendance, "calendar_entry", None)
    return entry is not None and entry.cancelled_at is None


def hears_now(attendance: Attendance) -> bool:
    """Of changes. What a calendar does not hear because no mail reaches its owner, it hears once one does."""
    return is_in_calendar(attendance) and attendance.is_reached


def next_entry(attendance: Attendance, meeting: Meeting, *, now: datetime) -> CalendarEntry:
    """The meeting as it is now, or off where it does not belong in that calendar: never an invitation to what will not
    be, nor the new time of a meeting for somebody who may not know it. Numbers only go up, and stay level with those of
    the calendar file where they can. The attendance comes `with_calendar`, of a locked meeting; nothing is written."""
    entry: CalendarEntry | None = getattr(attendance, "calendar_entry", None)
    if entry is None:
        entry = CalendarEntry(attendance=attendance, sequence=meeting.sequence)
    else:
        entry.sequence = max(meeting.sequence, entry.sequence + 1)
    entry.cancelled_at = None if attendance.belongs_in_calendar else now
    if attendance.belongs_in_calendar:
        entry.starts_at, entry.ends_at = meeting.starts_at, meeting.ends_at
    return entry


def message_of(entry: CalendarEntry, meeting: Meeting, *, now: datetime) -> str:
    member = entry.attendance.member
    with as_reader(member):
        return calendar_message(meeting, entry, address=member.email, now=now)


def keep_as_told(entry: CalendarEntry, notice: Notification | None) -> None:
    """Only what a mail carries was told: who chose to get none in this very moment has the entry as it was."""
    mail: Delivery | None = getattr(notice, "delivery", None)
    if mail is not None:
        entry.told_by = mail
        entry.save()
