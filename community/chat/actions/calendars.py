"""Put right what stands in the calendars of members, where nothing that they or a host did has told them: they left the
group or came back to it, chose mails or none, a mail reaches them again, or the last one was lost."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.chat.actions.attending import locked_meeting
from community.chat.actions.calendar_entries import keep_as_told, message_of, next_entry
from community.chat.actions.meeting_news import day_and_time, forget_notices, tell_calendar
from community.chat.models import Attendance, Meeting
from community.core.phrases import filled
from community.notifications.actions import cancel_mail, mark_read, notify
from community.notifications.models import Notification

TOGETHER = 100  # while the meeting is kept from others


@transaction.atomic
def put_right(meeting: Meeting, *, now: datetime) -> int:
    """One message to each calendar that says something else than what holds; to how many."""
    meeting = locked_meeting(meeting)
    people = meeting.attendances.out_of_step(now).order_by("pk")[:TOGETHER]
    for attendance in people:
        (_put_in if attendance.belongs_in_calendar else _take_out)(attendance, meeting, now=now)
    return len(people)


def _put_in(attendance: Attendance, meeting: Meeting, *, now: datetime) -> None:
    """The notice takes the place of what they were told of it before and have not read."""
    keys = [meeting.news_key, meeting.calendar_key]
    forget_notices(meeting, User.objects.filter(pk=attendance.member_id), keys=keys, now=now)
    text = _("“%(title)s” begins on %(day)s at %(time)s. Your calendar hears of it again.")
    tell_calendar(attendance, meeting, text, key=meeting.news_key, now=now)


def _take_out(attendance: Attendance, meeting: Meeting, *, now: datetime) -> None:
    """It tells no more than the calendar knows: they may have no business with the meeting any more. So it leads to
    what they were told, and the notice says which one it was."""
    cancel_mail(key=meeting.news_key, to=User.objects.filter(pk=attendance.member_id), now=now)
    entry = next_entry(attendance, meeting, now=now)
    with as_reader(attendance.member):
        day, time = day_and_time(entry.starts_at)
    notice = notify(
        recipient=attendance.member,
        kind=Notification.Kind.MEETING,
        text=filled(_("A meeting on %(day)s at %(time)s was taken out of your calendar."), day=day, time=time),
        url=reverse("chat:meetings"),
        mail_path=reverse("notifications:list"),
        key=meeting.calendar_key,
        useful_until=meeting.starts_at,
        calendar=message_of(entry, meeting, now=now),
        now=now,
    )
    keep_as_told(entry, notice)
    if notice is not None:
        mark_read(notice, now=now)
