"""Tell those who plan to come what became of a meeting, and take back what is no longer true."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.chat.actions.calendar_entries import hears_now, keep_as_told, message_of, next_entry
from community.chat.meeting_querysets import AttendanceQuerySet
from community.chat.models import Attendance, Meeting
from community.core.phrases import filled
from community.notifications.actions import cancel_mail, mark_read, notify, take_back
from community.notifications.models import Notification


def tell_of_change(meetings: list[Meeting], text: Promise, *, now: datetime) -> None:
    """Each of those who come, or wait for a place, once: of the first of these meetings that concerns them. Whoever has
    several of them in their calendar hears of each, for a calendar knows no series. `text` has places for title, day
    and time. What they were told of any of them before no longer holds."""
    told: set[int] = set()
    for meeting in meetings:
        forget_notices(meeting, User.objects.filter(attendances__meeting=meeting), now=now)
        people = list(_taking_part(meeting, now=now))
        for attendance in people:
            if hears_now(attendance):
                tell_calendar(attendance, meeting, text, key=meeting.news_key, now=now)
            elif attendance.member_id not in told:
                tell(attendance.member, meeting, text, key=meeting.news_key, now=now)
        told |= {attendance.member_id for attendance in people}


def tell_calendars(meetings: list[Meeting], text: Promise, *, now: datetime) -> None:
    """What only those need to know who have it in their calendar: it ends at another time."""
    for meeting in meetings:
        for attendance in filter(hears_now, _taking_part(meeting, now=now)):
            member = User.objects.filter(pk=attendance.member_id)
            forget_notices(meeting, member, keys=[meeting.news_key], now=now)
            tell_calendar(attendance, meeting, text, key=meeting.news_key, now=now)


def tell_calendar(
    attendance: Attendance, meeting: Meeting, text: Promise, *, key: str, now: datetime
) -> Notification | None:
    """Its owner in the app, and the calendar by the mail of that."""
    entry = next_entry(attendance, meeting, now=now)
    calendar = message_of(entry, meeting, now=now)
    notice = tell(attendance.member, meeting, text, key=key, calendar=calendar, now=now)
    keep_as_told(entry, notice)
    return notice


def tell_calendar_alone(attendance: Attendance, meeting: Meeting, text: Promise, *, key: str, now: datetime) -> None:
    """The calendar of whoever has just done something themselves: the mail carries it, and nothing waits in the app."""
    notice = tell_calendar(attendance, meeting, text, key=key, now=now)
    if notice is not None:
        mark_read(notice, now=now)


def _taking_part(meeting: Meeting, *, now: datetime) -> AttendanceQuerySet:
    takes_part = Attendance.objects.filter(meeting=meeting).exclude(answer=Attendance.Answer.CANNOT)
    inside = takes_part.still_inside(meeting.room.group_id)
    return inside.with_calendar(now).order_by("pk")


def day_and_time(moment: datetime) -> tuple[str, str]:
    """In the language and the zone that hold where this is called."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l')}, {date_format(local, 'MONTH_DAY_FORMAT')}", date_format(local, "H:i")


def tell(
    member: User,
    meeting: Meeting,
    text: Promise,
    *,
    key: str,
    now: datetime,
    useful_until: datetime | None = None,
    calendar: str = "",
) -> Notification | None:
    """In the app with its title, and by mail, which says when it begins and no more. Nobody needs that mail once it
    has begun, or from `useful_until` on. `calendar` goes with the mail."""
    with as_reader(member):
        day, time = day_and_time(meeting.starts_at)
    is_off = meeting.cancelled_at is not None or key == meeting.calendar_key
    return notify(
        recipient=member,
        kind=Notification.Kind.MEETING,
        text=filled(text, title=meeting.plan.title, day=day, time=time),
        url=meeting.get_absolute_url(),
        key=key,
        due_at=None if is_off else meeting.starts_at,
        useful_until=useful_until or meeting.starts_at,
        calendar=calendar,
        now=now,
    )


def forget_notices(meeting: Meeting, members: "QuerySet[User]", *, keys: Iterable[str] = (), now: datetime) -> None:
    """These members need no longer be told of it: notices count as read, and mails that wait are not sent, nor are
    those for calendars, which go out whatever was read."""
    for key in keys or (meeting.news_key, *meeting.reminder_keys):
        take_back(members, key=key, now=now)
        cancel_mail(key=key, to=members, now=now)
