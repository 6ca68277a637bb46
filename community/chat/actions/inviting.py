"""Send a meeting to the calendar of somebody who comes and asks for it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.actions.attending import locked_meeting
from community.chat.actions.calendar_entries import is_in_calendar
from community.chat.actions.meeting_news import forget_notices, tell_calendar_alone
from community.chat.models import Meeting


class NoMails(ValueError):
    """They get no mails about meetings; `str()` says why."""


@transaction.atomic
def send_to_calendar(*, meeting: Meeting, member: User, now: datetime) -> bool:
    """One mail with an invitation; from then on changes go to that calendar as well. False when it is there."""
    meeting = locked_meeting(meeting)
    coming = meeting.attendances.attending().still_inside(meeting.room.group_id)
    own = coming.with_calendar(now).filter(member=member).first()
    if own is None or not Meeting.objects.coming(now).filter(pk=meeting.pk).exists():
        raise PermissionDenied(_("Only a meeting to come, which you plan to join, can be sent to your calendar."))
    if not own.is_reached:
        raise NoMails(_("We send no mails to your address at present, so none can bring it to your calendar."))
    if not own.belongs_in_calendar:
        raise NoMails(_("You chose to get no mails about meetings, so there was no mail to send it with."))
    if is_in_calendar(own):
        return False
    keys = [meeting.news_key, meeting.calendar_key]
    forget_notices(meeting, User.objects.filter(pk=member.pk), keys=keys, now=now)
    text = _("“%(title)s”, %(day)s at %(time)s: you asked for it in your calendar.")
    tell_calendar_alone(own, meeting, text, key=meeting.news_key, now=now)
    return True
