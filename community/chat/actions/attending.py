"""Say that one comes or cannot, wait for a place, and be reminded a day and an hour before."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.calendar_entries import hears_now
from community.chat.actions.meeting_news import forget_notices, tell, tell_calendar_alone
from community.chat.meeting_querysets import AttendanceQuerySet
from community.chat.models import Attendance, Meeting, MeetingReminder
from community.chat.models.meetings import DAY, HOUR
from community.chat.permissions import can_listen

Answer = Attendance.Answer


@transaction.atomic
def attend(*, meeting: Meeting, member: User, now: datetime) -> Attendance:
    """Take a place, or a place in the line. Twice is once, and nobody loses the one they have."""
    meeting = _answerable(meeting, member, now)
    own = Attendance.objects.filter(meeting=meeting, member=member).first()
    if own is not None and own.answer != Answer.CANNOT:
        return own
    return _answered(meeting, member, Answer.ATTENDING if places_left(meeting) else Answer.WAITING, now=now)


@transaction.atomic
def decline(*, meeting: Meeting, member: User, now: datetime) -> Attendance:
    """The place goes to whoever waits longest; the mails of this member are not sent. What stands in their calendar is
    taken out of it."""
    meeting = _answerable(meeting, member, now)
    own = _answered(meeting, member, Answer.CANNOT, now=now)
    forget_notices(meeting, User.objects.filter(pk=member.pk), now=now)
    known = meeting.attendances.with_calendar(now).get(pk=own.pk)
    if hears_now(known):
        text = _("“%(title)s”, %(day)s at %(time)s: you said that you cannot come.")
        tell_calendar_alone(known, meeting, text, key=meeting.calendar_key, now=now)
    move_up(meeting, now=now)
    return own


def places_left(meeting: Meeting) -> int:
    """Of a locked meeting; one where there is no limit. Those in line come before whoever asks now."""
    if meeting.plan.capacity is None:
        return 1
    inside = meeting.attendances.still_inside(meeting.room.group_id)
    taken = inside.attending().count() + inside.in_line().count()
    return max(0, meeting.plan.capacity - taken)


def move_up(meeting: Meeting, *, now: datetime) -> None:
    """Give the free places of a locked meeting to those in line, and tell them."""
    inside = meeting.attendances.still_inside(meeting.room.group_id)
    capacity = meeting.plan.capacity
    waiting = inside.in_line().select_related("member")
    free = None if capacity is None else max(0, capacity - inside.attending().count())
    for attendance in waiting[:free]:
        _answered(meeting, attendance.member, Answer.ATTENDING, now=now)
        forget_notices(meeting, User.objects.filter(pk=attendance.member_id), keys=[meeting.news_key], now=now)
        text = _("There is a place for you: “%(title)s”, %(day)s at %(time)s.")
        tell(attendance.member, meeting, text, key=meeting.news_key, now=now)


def give_free_places(*, now: datetime) -> None:
    """Where somebody left the group, or came back to it, a place may be free while others wait for it."""
    for meeting in Meeting.objects.coming(now).filter(attendances__answer=Answer.WAITING).distinct():
        with transaction.atomic():
            move_up(locked_meeting(meeting), now=now)


@transaction.atomic
def remind(meeting: Meeting, *, now: datetime) -> int:
    """Those who come, a day or an hour before, each once of a moment; how many. After an outage a mail of the day
    before is left out when the one of the hour is due. Whoever decided or heard of a new time later than that knows."""
    meeting = locked_meeting(meeting)
    hours = HOUR if meeting.starts_at - now <= timedelta(hours=HOUR) else DAY
    due_at = meeting.starts_at - timedelta(hours=hours)
    if meeting.cancelled_at or meeting.closed_at or not due_at <= now < meeting.starts_at:
        return 0
    outside = meeting.attendances.exclude(pk__in=meeting.attendances.still_inside(meeting.room.group_id).values("pk"))
    forget_notices(meeting, User.objects.filter(attendances__in=outside), now=now)
    if meeting.timed_at > due_at:
        return 0
    people = list(_to_remind(meeting, hours, now).filter(answered_at__lte=due_at))
    for attendance in people:
        attendance.reminders.create(starts_at=meeting.starts_at, hours=hours)
        _remind_one(attendance.member, meeting, hours, now=now)
    return len(people)


def _to_remind(meeting: Meeting, hours: int, now: datetime) -> AttendanceQuerySet:
    reminded = MeetingReminder.objects.filter(attendance=OuterRef("pk"), starts_at=meeting.starts_at, hours=hours)
    inside = meeting.attendances.attending().still_inside(meeting.room.group_id)
    able = inside.exclude(member__suspended_until__gt=now)
    return able.filter(~Exists(reminded)).select_related("member").order_by("pk")


def _remind_one(member: User, meeting: Meeting, hours: int, *, now: datetime) -> None:
    """The mail of the day is of use until the one of the hour is due, which then stands for both."""
    day, hour = meeting.reminder_keys
    if hours == HOUR:
        forget_notices(meeting, User.objects.filter(pk=member.pk), keys=[day], now=now)
    text = _("“%(title)s” begins on %(day)s at %(time)s.")
    until = meeting.starts_at - timedelta(hours=HOUR if hours == DAY else 0)
    tell(member, meeting, text, key=day if hours == DAY else hour, useful_until=until, now=now)


def locked_meeting(meeting: Meeting) -> Meeting:
    """As it is now, kept from others who answer, move it or remind of it."""
    of_itself = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return of_itself.select_related("plan__room__group").get(pk=meeting.pk)


def _answerable(meeting: Meeting, member: User, now: datetime) -> Meeting:
    meeting = locked_meeting(meeting)
    if not can_listen(as_now(member), meeting.room):
        raise PermissionDenied(_("Only members of the group take part."))
    if meeting.cancelled_at or meeting.closed_at or (meeting.ends_at <= now and not meeting.is_running):
        raise PermissionDenied(_("This meeting is over, or it was called off."))
    return meeting


def _answered(meeting: Meeting, member: User, answer: Answer, *, now: datetime) -> Attendance:
    fields = {"answer": answer, "answered_at": now}
    return meeting.attendances.update_or_create(member=member, defaults=fields)[0]
