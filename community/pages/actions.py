"""The writes that span apps: a newcomer settles in, a meeting is summed up on a board."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.actions import accept_guidelines, choose_time_zone
from community.accounts.models import User
from community.chat.actions.meetings import close_meeting, held, keep_summary
from community.chat.models import Meeting
from community.forum.actions import start_thread
from community.forum.actions.writing import How
from community.forum.models import Board
from community.groups.actions import join_group
from community.groups.models import SupportGroup


@transaction.atomic
def welcome_member(member: User, *, groups: Iterable[SupportGroup], time_zone: str, now: datetime) -> None:
    accept_guidelines(member, now=now)
    choose_time_zone(member, time_zone=time_zone)
    for group in groups:
        join_group(group=group, member=member, now=now)


@transaction.atomic
def post_summary(
    *,
    meeting: Meeting,
    host: User,
    board: Board,
    title: str,
    summary: str,
    now: datetime,
    submit_id: UUID | None = None,
) -> str:
    """A thread with the summary, and the meeting closed; where the thread is. A second click finds the first one's."""
    _room, meeting = held(meeting, host)
    if meeting.summary_url:
        return meeting.summary_url
    if board.group_id != meeting.room.group_id:
        raise PermissionDenied(_("A summary stays in the group of its meeting."))
    thread = start_thread(board=board, author=host, title=title, body=summary, now=now, how=How(submit_id=submit_id))
    keep_summary(meeting=meeting, host=host, summary=summary, url=thread.get_absolute_url())
    close_meeting(meeting=meeting, host=host, now=now)
    return thread.get_absolute_url()
