"""Tell those who plan to come what became of a meeting, and take back what is no longer true."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from community.accounts.models import User
from community.chat.models import Attendance, Meeting
from community.notifications.actions import notify, take_back
from community.notifications.models import Notification


def tell_of_change(meetings: list[Meeting], text: str, *, now: datetime) -> None:
    """Each of those who come, or wait for a place, once: of the first of these meetings that concerns them. `text` has
    places for title, day and time. What they were told of any of them before no longer holds."""
    told: set[int] = set()
    for meeting in meetings:
        takes_part = Attendance.objects.filter(meeting=meeting).exclude(answer=Attendance.Answer.CANNOT)
        forget_notices(meeting, User.objects.filter(attendances__meeting=meeting), now=now)
        people = takes_part.still_inside(meeting.room.group_id).select_related("member").order_by("pk")
        for attendance in people:
            if attendance.member_id not in told:
                tell(attendance.member, meeting, text, key=meeting.news_key, now=now)
        told |= {attendance.member_id for attendance in people}


def tell(
    member: User, meeting: Meeting, text: str, *, key: str, now: datetime, useful_until: datetime | None = None
) -> None:
    """In the app with its title, and by mail, which says when it begins and no more. Nobody needs that mail once it
    has begun, or from `useful_until` on."""
    local = timezone.localtime(meeting.starts_at, member.zone)
    words = {"title": meeting.plan.title, "day": date_format(local, "l, j F"), "time": date_format(local, "H:i")}
    notify(
        recipient=member,
        kind=Notification.Kind.MEETING,
        text=text % words,
        url=meeting.get_absolute_url(),
        key=key,
        due_at=None if meeting.cancelled_at else meeting.starts_at,
        useful_until=useful_until or meeting.starts_at,
        now=now,
    )


def forget_notices(meeting: Meeting, members: "QuerySet[User]", *, keys: Iterable[str] = (), now: datetime) -> None:
    """These members need no longer be told of it: notices count as read, and mails that wait are not sent."""
    for key in keys or (meeting.news_key, *meeting.reminder_keys):
        take_back(members, key=key, now=now)
