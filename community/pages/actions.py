"""The writes that span apps: a newcomer settles in, a meeting is summed up on a board, a name changes."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from community.accounts.actions import answer_agreements, choose_time_zone
from community.accounts.consents import Subject, not_agreed
from community.accounts.models import User
from community.accounts.naming.actions import change_name
from community.chat.actions.meetings import close_meeting, held, keep_summary
from community.chat.models import Meeting
from community.forum.actions import start_thread
from community.forum.actions.writing import How
from community.forum.models import Board
from community.groups.actions import join_group
from community.groups.models import SupportGroup
from community.notifications.actions import follow_name

PAGES_BY_NAME = ["accounts:member", "moderation:member", "moderation:team_messages"]  # where notices lead


@transaction.atomic
def welcome_member(
    member: User, *, agreed: Collection[Subject], groups: Iterable[SupportGroup], time_zone: str, now: datetime
) -> None:
    """Somebody new says what they agree to, and where they want to be. Consents that stand are not asked for again."""
    answer_agreements(member, asked=not_agreed(member), agreed=agreed, now=now)
    choose_time_zone(member, time_zone=time_zone)
    for group in groups:
        join_group(group=group, member=member, now=now)


@transaction.atomic
def rename_member(member: User, *, name: str, now: datetime) -> bool:
    """Everywhere that is not somebody's own words: those stay as they were written. False: it was the name already."""
    pages = {page: reverse(page, args=[member.username]) for page in PAGES_BY_NAME}
    former = change_name(member, name=name, now=now)
    if former is None:
        return False
    addresses = {before: reverse(page, args=[name]) for page, before in pages.items()}
    follow_name(former.member, old=former.name, addresses=addresses)
    return True


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
